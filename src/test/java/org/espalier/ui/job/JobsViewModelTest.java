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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class JobsViewModelTest {
    private final FakeRunner runner =
            new FakeRunner(SampleStudy.small().layers(), JobSpec.Bench.class);
    private final JobsViewModel jobs = new JobsViewModel(runner, Runnable::run, new Texts());
    private final List<JobEvent> heard = new ArrayList<>();

    private Job submit(String title) {
        return submit(title, JobRequest.Priority.ASKED);
    }

    private Job submit(String title, JobRequest.Priority priority) {
        JobSpec spec = new JobSpec.Bench("m.onnx", null, 1, 10, EngineChoice.AUTO);
        return jobs.submit(
                new JobRequest(title, spec, Path.of("target", title), priority, heard::add));
    }

    private List<String> titles() {
        return jobs.jobs().stream().map(Job::title).toList();
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
        runner.last().tell(new JobEvent.Progressed(Instant.EPOCH, "Layer fc", 54_958, 100_000, 8));
        assertEquals("Layer fc · 54 %", jobs.part().get());
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
        assertEquals("One: Disk full.", jobs.jobs().getFirst().log().getLast());
        assertEquals(2, heard.size());
    }

    @Test
    void whatTheUserAskedForGoesBeforeWhatTheProgramDoes() {
        submit("running");
        submit("baseline", JobRequest.Priority.BACKGROUND);
        submit("run");
        Job last = submit("another run");
        assertEquals(List.of("running", "run", "another run", "baseline"), titles());
        jobs.moveUp(last);
        assertEquals(List.of("running", "another run", "run", "baseline"), titles());
        jobs.runNext(jobs.jobs().getLast());
        runner.last().cancel();
        assertEquals(List.of("baseline", "another run", "run", "running"), titles());
        assertEquals("baseline", jobs.title().get());
    }

    @Test
    void aWaitingJobCanBeCancelledAndResumed() {
        submit("One");
        Job two = submit("Two");
        jobs.cancel(two);
        assertEquals(Job.State.CANCELLED, two.state().get());
        assertEquals("", jobs.waiting().get());
        jobs.resume(two);
        assertEquals(Job.State.WAITING, two.state().get());
        runner.last().cancel();
        assertEquals(Job.State.RUNNING, two.state().get());
        assertEquals("Two", jobs.title().get());
    }

    @Test
    void aFailedJobGoesOnInItsOwnFolder() {
        Job one = submit("One");
        runner.last()
                .end(
                        new JobEvent.Failed(
                                Instant.EPOCH, UserFacingException.Kind.FAILED, "Disk full."));
        jobs.resume(one);
        assertEquals(Job.State.RUNNING, one.state().get());
        assertFalse(jobs.failed().get());
        assertEquals(List.of("One"), titles());
        assertEquals(2, runner.started().size());
        assertEquals(runner.started().getFirst(), runner.started().getLast());
    }

    @Test
    void aJobThatCannotStartLetsTheNextOneRun() {
        List<String> ended = new ArrayList<>();
        JobsViewModel refusing =
                new JobsViewModel(
                        (spec, folder, listener) -> {
                            throw UserFacingException.badInput("It holds another job.");
                        },
                        Runnable::run,
                        new Texts());
        refusing.onEnd(job -> ended.add(job.title() + ": " + job.part().get()));
        JobSpec spec = new JobSpec.Bench("m.onnx", null, 1, 10, EngineChoice.AUTO);
        refusing.submit(new JobRequest("One", spec, Path.of("target/x"), heard::add));
        assertEquals(List.of("One: It holds another job."), ended);
        assertTrue(refusing.failed().get());
        assertFalse(refusing.running().get());
        assertEquals(1, heard.size());
    }

    @Test
    void leavingEndsTheWorkAndHearsNothingMore() {
        Job one = submit("One");
        submit("Two");
        jobs.leave();
        assertTrue(runner.last().left());
        assertFalse(jobs.running().get());
        runner.last().cancel();
        assertEquals(Job.State.RUNNING, one.state().get());
        assertEquals(1, runner.started().size());
    }

    @Test
    void jobsThatEndedAreListedLastFirstUntilCleared() {
        submit("One");
        submit("Two");
        runner.last().cancel();
        runner.last().cancel();
        assertEquals(List.of("Two", "One"), titles());
        jobs.clearEnded();
        assertEquals(List.of(), titles());
    }

    @Test
    void aJobKnowsHowLongItTook() {
        Job one = submit("One");
        runner.last().end(new JobEvent.Cancelled(Instant.EPOCH.plusSeconds(75)));
        assertEquals(Duration.ofSeconds(75), one.taken());
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
