package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.job.JobEvent.CellMeasured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

class ChildJvmRunnerTest {
    private final JobRunner runner = runner(Duration.ofMinutes(2));
    private final Jobs.Heard heard = new Jobs.Heard();
    @TempDir Path folder;

    @Test
    void aJobInAChildGivesTheSameResultAsInThisProcess(@TempDir Path direct) throws Exception {
        JobSpec spec = Jobs.scan(SlowWork.STEADY);
        JobEvent here = end(new DirectRunner(new SlowWork()).start(spec, direct, e -> {}));

        JobEvent there = end(runner.start(spec, folder, heard::add));

        assertEquals(result(here), result(there));
        assertEquals(12, heard.stream().filter(CellMeasured.class::isInstance).count());
        assertInstanceOf(JobEvent.Started.class, heard.peek());
    }

    @Test
    void aTextThatGrowsInAChildIsHeardHere() throws Exception {
        end(runner.start(Jobs.scan(SlowWork.WRITING), folder, heard::add));

        JobEvent.Written written =
                (JobEvent.Written)
                        heard.stream()
                                .filter(JobEvent.Written.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        assertEquals(SlowWork.TEXT, written.text());
        assertTrue(
                Journal.readEvents(folder).stream().noneMatch(JobEvent.Written.class::isInstance));
    }

    @Test
    void aKilledChildFailsTheJobAndLosesNoFinishedCell(@TempDir Path undisturbed) throws Exception {
        JobSpec spec = Jobs.scan(SlowWork.STUCK_ONCE);
        JobRunner.Handle job = runner.start(spec, folder, heard::add);
        awaitCells(5);
        child().destroyForcibly();

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end(job));
        assertTrue(failed.message().contains("killed (signal 9)"), failed.message());
        assertTrue(failed.message().contains("start the job again"), failed.message());
        List<JobEvent> journal = Journal.readEvents(folder);
        assertEquals(5, journal.stream().filter(CellMeasured.class::isInstance).count());
        assertEquals(failed, journal.getLast());

        Files.createFile(folder.resolve("second-attempt"));
        JobEvent resumed = end(runner.start(spec, folder, heard::add));
        Files.createFile(undisturbed.resolve("second-attempt"));
        JobEvent whole = end(new DirectRunner(new SlowWork()).start(spec, undisturbed, e -> {}));
        assertEquals(result(whole), result(resumed));
        assertEquals(
                7,
                heard.stream().filter(CellMeasured.class::isInstance).count(),
                "only the missing cells are measured");
        assertEquals(
                12,
                Journal.readEvents(folder).stream().filter(CellMeasured.class::isInstance).count());
    }

    @Test
    void cancellingIsAcknowledgedBeforeTheWorkStopsAndEndsAtTheNextCheckpoint() throws Exception {
        JobRunner.Handle job = runner.start(Jobs.scan(SlowWork.SPINNING), folder, heard::add);
        awaitCells(5);
        job.cancel();
        job.cancel();

        assertInstanceOf(JobEvent.Cancelled.class, end(job));
        List<JobEvent> after =
                heard.stream().filter(e -> !(e instanceof JobEvent.Progressed)).toList();
        assertEquals(2, after.size(), () -> "told twice: " + after);
        assertEquals(DirectJob.CANCELLING, ((JobEvent.Note) after.get(0)).text());
        assertInstanceOf(JobEvent.Cancelled.class, after.get(1));
    }

    @Test
    void aCancelledJobThatNeverReachesACheckpointIsEndedWithItsProcess() throws Exception {
        JobRunner.Handle job =
                runner(Duration.ZERO).start(Jobs.scan(SlowWork.STUCK), folder, heard::add);
        awaitCells(5);
        ProcessHandle child = child();
        job.cancel();

        heard.awaitNote("Cancelling");
        assertInstanceOf(JobEvent.Cancelled.class, end(job));
        assertFalse(child.isAlive());
        assertInstanceOf(JobEvent.Cancelled.class, Journal.readEvents(folder).getLast());
    }

    @Test
    void aJobThatWasLeftHasNoLastWordAndGoesOnFromItsCells() throws Exception {
        JobSpec spec = Jobs.scan(SlowWork.STUCK_ONCE);
        JobRunner.Handle job = runner.start(spec, folder, heard::add);
        awaitCells(5);
        ProcessHandle child = child();
        job.leave();

        end(job);
        assertFalse(child.isAlive());
        List<JobEvent> journal = Journal.readEvents(folder);
        assertFalse(journal.getLast() instanceof JobEvent.Failed, journal::toString);
        assertFalse(journal.getLast() instanceof JobEvent.Cancelled, journal::toString);
        Files.createFile(folder.resolve("second-attempt"));
        assertInstanceOf(JobEvent.Finished.class, end(runner.start(spec, folder, heard::add)));
        assertEquals(
                12,
                Journal.readEvents(folder).stream().filter(CellMeasured.class::isInstance).count());
    }

    @Test
    void aPausedJobHoldsUntilItIsResumed() throws Exception {
        JobRunner.Handle job = runner.start(Jobs.scan(SlowWork.SPINNING), folder, heard::add);
        awaitCells(5);
        job.pause();
        heard.awaitNote("Paused.");
        job.resume();
        heard.awaitNote("Going on.");
        job.cancel();
        assertInstanceOf(JobEvent.Cancelled.class, end(job));
    }

    @Test
    void aChildWithoutMemorySaysSo() throws Exception {
        JobRunner small =
                new ChildJvmRunner(
                        new JvmCommand(SlowWorker.class.getName(), List.of("-Xmx64m")),
                        Duration.ZERO,
                        () -> MemoryLimit.NONE);

        JobEvent last = end(small.start(Jobs.scan(SlowWork.EXHAUSTING), folder, heard::add));

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, last);
        assertTrue(failed.message().contains("ran out of Java heap"), failed.message());
    }

    @Test
    void aChildThatCannotStartSaysWhatItsLogSays() throws Exception {
        JobRunner absent =
                new ChildJvmRunner(
                        new JvmCommand("no.such.Worker", List.of()),
                        Duration.ZERO,
                        () -> MemoryLimit.NONE);

        JobEvent last = end(absent.start(Jobs.scan(SlowWork.STEADY), folder, heard::add));

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, last);
        assertTrue(failed.message().contains("exit code 1"), failed.message());
        assertTrue(failed.message().contains("no.such.Worker"), failed.message());
    }

    @Test
    void aWorkerEndsWhenItsControlStreamIsClosed() throws Exception {
        Journal.open(folder, Jobs.scan(SlowWork.STUCK)).close();
        Process worker =
                JvmCommand.likeThis(SlowWorker.class.getName())
                        .process(folder.toAbsolutePath(), MemoryLimit.NONE)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        worker.getOutputStream().close();

        assertTrue(worker.waitFor(60, TimeUnit.SECONDS), "the worker outlives its window");
        assertEquals(1, worker.exitValue());
    }

    private static JobRunner runner(Duration grace) {
        return new ChildJvmRunner(
                JvmCommand.likeThis(SlowWorker.class.getName()), grace, () -> MemoryLimit.NONE);
    }

    private void awaitCells(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            heard.await(CellMeasured.class::isInstance);
        }
    }

    private ProcessHandle child() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static JobEvent end(JobRunner.Handle job) throws Exception {
        return job.end().get(2, TimeUnit.MINUTES);
    }

    private static String result(JobEvent last) {
        return JobJson.write(assertInstanceOf(JobEvent.Finished.class, last).result());
    }
}
