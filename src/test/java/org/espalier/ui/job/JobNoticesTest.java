package org.espalier.ui.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

class JobNoticesTest {
    private static final JobSpec SPEC = new JobSpec.Bench("m.onnx", null, 1, 10, EngineChoice.AUTO);

    private final FakeRunner runner =
            new FakeRunner(SampleStudy.small().layers(), JobSpec.Bench.class);
    private final JobsViewModel jobs = new JobsViewModel(runner, Runnable::run, new Texts());
    private final JobNotices notices = new JobNotices(jobs, new Texts());
    private final List<String> told = new ArrayList<>();

    JobNoticesTest() {
        notices.onNotice(notice -> told.add(notice.title() + ": " + notice.text()));
    }

    private void endsAfter(int seconds, boolean well) {
        jobs.submit(new JobRequest("Run", SPEC, Path.of("target", "n"), event -> {}));
        Instant end = Instant.EPOCH.plusSeconds(seconds);
        runner.last()
                .end(
                        well
                                ? new JobEvent.Finished(end, runner.result(SPEC))
                                : new JobEvent.Failed(
                                        end, UserFacingException.Kind.FAILED, "No memory."));
    }

    @Test
    void longJobsAreToldWhileNobodyLooks() {
        endsAfter(29, true);
        assertEquals(List.of(), told);
        endsAfter(72, true);
        endsAfter(3600, false);
        assertEquals(
                List.of(
                        "Run: Done after 1:12. Click to see it.",
                        "Run: Failed after 1:00:00: No memory."),
                told);
    }

    @Test
    void nothingIsToldToWhoWatchesOrCancels() {
        notices.watched().set(true);
        endsAfter(72, true);
        notices.watched().set(false);
        jobs.submit(new JobRequest("Run", SPEC, Path.of("target", "n"), event -> {}));
        runner.last().end(new JobEvent.Cancelled(Instant.EPOCH.plusSeconds(72)));
        assertEquals(List.of(), told);
    }
}
