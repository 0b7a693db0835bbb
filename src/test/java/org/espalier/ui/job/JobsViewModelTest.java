package org.espalier.ui.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobEvent;
import org.espalier.job.JobSpec;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class JobsViewModelTest {
    private final FakeRunner runner =
            new FakeRunner(SampleStudy.small().layers(), JobSpec.Bench.class);
    private final JobsViewModel jobs = new JobsViewModel(runner, Runnable::run, new Texts());
    private final List<JobEvent> heard = new ArrayList<>();

    private void submit(String title) {
        JobSpec spec = new JobSpec.Bench("m.onnx", null, 1, 10, EngineChoice.AUTO);
        jobs.submit(new JobRequest(title, spec, Path.of("target/x"), heard::add));
    }

    @Test
    void showsHowFarTheJobIs() {
        submit("Scan");
        runner.last().tell(new JobEvent.Progressed(Instant.EPOCH, "Layer fc", 3, 12, 42));
        assertEquals("Scan", jobs.title().get());
        assertEquals("Layer fc · 3 of 12", jobs.part().get());
        assertEquals(0.25, jobs.progress().get());
        assertEquals("0:42 left", jobs.timeLeft().get());
        assertTrue(jobs.running().get());
    }

    @Test
    void secondJobWaitsForTheFirst() {
        submit("One");
        submit("Two");
        assertEquals("1 queued: Two", jobs.waiting().get());
        assertEquals(1, runner.started().size());
        runner.last().cancel();
        assertEquals("Two", jobs.title().get());
        assertEquals("", jobs.waiting().get());
        assertEquals(2, runner.started().size());
        runner.last().cancel();
        assertFalse(jobs.running().get());
    }

    @Test
    void pauseIsPassedOnAndTakenBack() {
        submit("One");
        jobs.togglePause();
        assertTrue(runner.last().paused());
        assertTrue(jobs.paused().get());
        jobs.togglePause();
        assertFalse(runner.last().paused());
    }

    @Test
    void failureIsSaidAndLogged() {
        submit("One");
        runner.last()
                .end(
                        new JobEvent.Failed(
                                Instant.EPOCH, UserFacingException.Kind.FAILED, "Disk full."));
        assertTrue(jobs.failed().get());
        assertEquals("Disk full.", jobs.part().get());
        assertEquals("One: Disk full.", jobs.log().getLast());
        assertEquals(2, heard.size());
    }

    @Test
    void cancellingAllForgetsWhatWaits() {
        submit("One");
        submit("Two");
        jobs.cancelAll();
        assertFalse(jobs.running().get());
        assertEquals(1, runner.started().size());
    }
}
