package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.TextCodec;
import org.espalier.engine.Device;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.model.checkpoint.Checkpoints;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class TextGeneratorTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final Network NETWORK = CheckpointReader.readContinuing(MODEL);
    private static final String PROMPT = "My fellow Americans, the state of";

    private final TextGenerator generator =
            new TextGenerator(
                    new OrtEngineFactory().create(Device.CPU, 1),
                    NETWORK,
                    TextCodec.of(MODEL, NETWORK));

    private GeneratedText text(int tokens, Sampling sampling) {
        return generator.generate(PROMPT, tokens, sampling, Progress.NONE, told -> {});
    }

    @Test
    void greedyTextIsPresidentialAndTheSameEachTime() {
        GeneratedText text = text(24, Sampling.GREEDY);
        assertTrue(text.text().startsWith(" the Union"), text.text());
        assertEquals(24, text.tokens().length);
        assertTrue(text.tokensPerSecond() > 0);
        assertArrayEquals(text.tokens(), text(24, new Sampling(0, 5, 3)).tokens());
    }

    @Test
    void theTextSoFarIsToldEachFewTokens() {
        List<String> told = new ArrayList<>();
        GeneratedText whole =
                generator.generate(PROMPT, 10, Sampling.GREEDY, Progress.NONE, told::add);
        assertEquals(
                List.of(text(4, Sampling.GREEDY).text(), text(8, Sampling.GREEDY).text()), told);
        assertTrue(whole.text().startsWith(told.getLast()), whole.text());
    }

    @Test
    void theSameSeedGivesTheSameText() {
        GeneratedText text = text(24, new Sampling(1, 50, 7));
        assertEquals(text.text(), text(24, new Sampling(1, 50, 7)).text());
        assertNotEquals(text.text(), text(24, new Sampling(1, 50, 8)).text());
        assertArrayEquals(
                text(24, Sampling.GREEDY).tokens(), text(24, new Sampling(2, 1, 7)).tokens());
    }

    @Test
    void aTextIsNoLongerThanTheModelReads() {
        GeneratedText text = text(10_000, new Sampling(1, 0, 1));
        assertTrue(text.prompt() + text.tokens().length <= 257);
        String tooLong = "freedom ".repeat(300);
        UserFacingException refused =
                assertThrows(
                        UserFacingException.class,
                        () ->
                                generator.generate(
                                        tooLong, 1, Sampling.GREEDY, Progress.NONE, told -> {}));
        assertTrue(refused.getMessage().contains("reads 256 at most"), refused.getMessage());
    }

    @Test
    void stopEndsIt() {
        Progress stopsAtThree =
                new Progress() {
                    private long written;

                    @Override
                    public void update(String part, long done, long total) {
                        written = done;
                    }

                    @Override
                    public void checkpoint() {
                        if (written == 3) {
                            throw new CancelledException();
                        }
                    }
                };
        assertThrows(
                CancelledException.class,
                () -> generator.generate(PROMPT, 100, Sampling.GREEDY, stopsAtThree, told -> {}));
    }

    @Test
    void tokensAreDrawnByTheirShares() {
        float[] scores = {0, (float) Math.log(3), -1000, (float) Math.log(2)};
        SplittableRandom random = new Sampling(1, 0, 5).random();
        int[] counts = new int[4];
        for (int i = 0; i < 6000; i++) {
            counts[new Sampling(1, 2, 5).choose(scores, random)]++;
        }
        assertEquals(3600, counts[1], 150);
        assertEquals(2400, counts[3], 150);
        assertEquals(0, counts[0]);
        assertEquals(1, Sampling.GREEDY.choose(scores, random));
    }

    @Test
    void aClassifierWritesNoText() {
        for (String name : new String[] {"bert", "roberta", "distilbert"}) {
            Path folder = Checkpoints.folder(name);
            UserFacingException refused =
                    assertThrows(
                            UserFacingException.class,
                            () -> CheckpointReader.readContinuing(folder));
            assertTrue(refused.getMessage().contains("language model"), refused.getMessage());
        }
    }
}
