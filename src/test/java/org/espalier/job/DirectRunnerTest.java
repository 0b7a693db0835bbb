package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.model.LayerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

class DirectRunnerTest {
    private final JobRunner runner = new DirectRunner(new SlowWork());
    private final List<JobEvent> heard = Collections.synchronizedList(new ArrayList<>());
    @TempDir Path folder;

    @Test
    void theListenerHearsWhatTheJournalHolds() throws Exception {
        JobEvent last = end(runner, Jobs.scan(SlowWork.STEADY));

        assertInstanceOf(JobEvent.Finished.class, last);
        assertEquals(JobJson.write(Journal.readEvents(folder)), JobJson.write(heard));
        assertEquals(
                JobJson.write(((JobEvent.Finished) last).result()),
                JobJson.write(Journal.readResult(folder).orElseThrow()));
    }

    @Test
    void aFinishedJobStartedAgainGivesItsResultWithoutWorking() throws Exception {
        JobEvent first = end(runner, Jobs.scan(SlowWork.STEADY));
        JobRunner idle =
                new DirectRunner(
                        (spec, context) -> {
                            throw new AssertionError("worked again");
                        });

        JobEvent second = end(idle, Jobs.scan(SlowWork.STEADY));

        assertEquals(
                JobJson.write(((JobEvent.Finished) first).result()),
                JobJson.write(assertInstanceOf(JobEvent.Finished.class, second).result()));
    }

    @Test
    void aFolderOfAnotherJobIsRefused() throws Exception {
        end(runner, Jobs.scan(SlowWork.STEADY));

        UserFacingException refused =
                assertThrows(
                        UserFacingException.class,
                        () -> runner.start(Jobs.scan("other"), folder, e -> {}));
        assertTrue(refused.getMessage().contains("another job"), refused.getMessage());
    }

    @Test
    void badInputKeepsItsKindAndItsWords() throws Exception {
        JobEvent last = end(runner, Jobs.scan(SlowWork.REFUSED));

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, last);
        assertEquals(UserFacingException.Kind.BAD_INPUT, failed.kind());
        assertEquals("No such data. Name a file.", failed.message());
    }

    @Test
    void anUnforeseenErrorIsToldInASentenceAndKeptWithItsTrace() throws Exception {
        JobEvent last = end(runner, Jobs.scan(SlowWork.BROKEN));

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, last);
        assertEquals(UserFacingException.Kind.FAILED, failed.kind());
        assertTrue(failed.message().contains("a bug"), failed.message());
        assertTrue(
                Files.readString(folder.resolve("error.txt")).contains("SlowWork.trouble"),
                "the trace is kept");
    }

    @Test
    void anUnforeseenErrorEndsTheJobEvenWhereItsTraceCannotBeKept() throws Exception {
        Files.createDirectories(folder.resolve("error.txt").resolve("in the way"));

        JobEvent last = end(runner, Jobs.scan(SlowWork.BROKEN));

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, last);
        assertTrue(failed.message().contains("Could not write"), failed.message());
    }

    @Test
    void progressIsThinnedButCellsAreNot() throws Exception {
        JobRunner busy =
                new DirectRunner(
                        (spec, context) -> {
                            context.plan(List.of(new JobContext.Phase("Counting", 1)));
                            Progress progress = context.phase("Counting");
                            for (int i = 0; i < 2000; i++) {
                                progress.update("Counting", i, 2000);
                                context.cell("m", new LayerId("l"), 0.5, i);
                            }
                            return new JobResult.Benched(List.of());
                        });

        end(busy, Jobs.scan(SlowWork.STEADY));

        long cells = heard.stream().filter(JobEvent.CellMeasured.class::isInstance).count();
        long updates = heard.stream().filter(JobEvent.Progressed.class::isInstance).count();
        assertEquals(2000, cells);
        assertTrue(updates >= 1 && updates < 1000, updates + " updates");
    }

    @Test
    void aGrowingTextIsHeardButNotKept() throws Exception {
        JobRunner writer =
                new DirectRunner(
                        (spec, context) -> {
                            context.written("We");
                            context.note("Half");
                            context.written("We the people");
                            return new JobResult.Benched(List.of());
                        });

        end(writer, Jobs.scan(SlowWork.STEADY));

        assertEquals(
                List.of("We", "We the people"),
                heard.stream()
                        .filter(JobEvent.Written.class::isInstance)
                        .map(event -> ((JobEvent.Written) event).text())
                        .toList());
        assertEquals(
                List.of(JobEvent.Note.class, JobEvent.Finished.class),
                Journal.readEvents(folder).stream().map(Object::getClass).toList());
    }

    private JobEvent end(JobRunner runner, JobSpec spec) throws Exception {
        return runner.start(spec, folder, heard::add).end().get(1, TimeUnit.MINUTES);
    }
}
