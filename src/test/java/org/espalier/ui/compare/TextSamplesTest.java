package org.espalier.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Provenance;
import org.espalier.measure.Sampling;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class TextSamplesTest {
    private static final Path BEFORE = Path.of("/models/llama");
    private static final Path AFTER = Path.of("/runs/pruned");

    private final List<String> asked = new ArrayList<>();
    private final List<Consumer<JobEvent>> listeners = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final TextSamples samples = new TextSamples(this::write, new Texts());

    private Runnable write(
            Path model, String prompt, int tokens, Sampling sampling, Consumer<JobEvent> listener) {
        asked.add(
                "%s: %s, %d tokens, temperature %s, seed %d"
                        .formatted(
                                model.getFileName(),
                                prompt,
                                tokens,
                                sampling.temperature(),
                                sampling.seed()));
        listeners.add(listener);
        return () -> stopped.add(model.getFileName().toString());
    }

    private void answer(int job, String text, double seconds) {
        GeneratedText written = new GeneratedText(text, 1, new long[] {1, 2, 3}, 0.1, seconds);
        Provenance provenance = new Provenance("m", "", 0, Map.of(), "cpu");
        listeners
                .get(job)
                .accept(
                        new JobEvent.Finished(
                                Instant.EPOCH, new JobResult.Generated(written, provenance)));
    }

    @Test
    void bothModelsWriteOneAfterTheOther() {
        samples.open(BEFORE, AFTER);
        assertTrue(samples.possible());
        samples.prompt().set("My fellow");
        samples.tokens().set(3);
        samples.start();
        assertEquals(List.of("llama: My fellow, 3 tokens, temperature 0.0, seed 0"), asked);
        assertEquals("llama writes…", samples.message().get());

        answer(0, " Americans", 0.5);
        assertEquals(" Americans", samples.before().text().get());
        assertEquals("4.00 tokens a second", samples.before().speed().get());
        assertEquals("pruned: My fellow, 3 tokens, temperature 0.0, seed 0", asked.get(1));
        assertNotNull(samples.running().get());

        answer(1, " citizens", 0.25);
        assertEquals(" citizens", samples.after().text().get());
        assertEquals("8.00 tokens a second", samples.after().speed().get());
        assertNull(samples.running().get());
        assertEquals("", samples.message().get());
    }

    private void grow(int job, String text) {
        listeners.get(job).accept(new JobEvent.Written(Instant.EPOCH, text));
    }

    @Test
    void textsGrowWhereTheyStand() {
        samples.open(BEFORE, AFTER);
        samples.start();
        grow(0, " Amer");
        assertEquals(" Amer", samples.before().text().get());
        grow(0, " Americans, the");
        assertEquals(" Americans, the", samples.before().text().get());
        assertEquals("", samples.before().speed().get());
        assertEquals("", samples.after().text().get());
        answer(0, " Americans, the state", 0.5);
        grow(1, " cit");
        assertEquals(" Americans, the state", samples.before().text().get());
        assertEquals(" cit", samples.after().text().get());
    }

    @Test
    void whatWasWrittenStaysWhenItIsStopped() {
        samples.open(BEFORE, AFTER);
        samples.start();
        answer(0, " Americans", 0.5);
        grow(1, " citi");
        samples.stop();
        grow(1, " citizens");
        assertEquals(" Americans", samples.before().text().get());
        assertEquals(" citi", samples.after().text().get());
        assertEquals("Stopped.", samples.message().get());
    }

    @Test
    void drawsAreSeeded() {
        samples.open(BEFORE, AFTER);
        samples.drawn().set(true);
        samples.seed().set(7);
        samples.start();
        assertEquals(List.of("llama: The, 80 tokens, temperature 0.8, seed 7"), asked);
    }

    @Test
    void whatIsStoppedIsNotHeard() {
        samples.open(BEFORE, AFTER);
        samples.start();
        samples.stop();
        assertEquals(List.of("llama"), stopped);
        assertEquals("Stopped.", samples.message().get());
        answer(0, "late", 1);
        assertEquals("", samples.before().text().get());
        assertEquals(1, asked.size());
    }

    @Test
    void otherModelsForgetWhatWasWritten() {
        samples.open(BEFORE, AFTER);
        samples.start();
        answer(0, "old", 1);
        samples.open(BEFORE, AFTER);
        assertEquals("old", samples.before().text().get());
        samples.open(BEFORE, Path.of("/runs/other"));
        assertEquals("", samples.before().text().get());
        assertEquals(List.of("pruned"), stopped);
        samples.open(BEFORE, null);
        assertFalse(samples.possible());
        samples.start();
        assertEquals(2, asked.size());
    }

    @Test
    void aFailureIsTold() {
        samples.open(BEFORE, AFTER);
        samples.start();
        listeners
                .getFirst()
                .accept(
                        new JobEvent.Failed(
                                Instant.EPOCH,
                                UserFacingException.Kind.FAILED,
                                "The folder is gone."));
        assertEquals("The folder is gone.", samples.message().get());
        assertNull(samples.running().get());
    }
}
