package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;
import org.espalier.measure.Task;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeReader;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.recipe.Advice.Phrase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

class RunEstimateTest {
    private final FakeWorkbench workbench = FakeWorkbench.small();
    private final Study study = workbench.read(Path.of("sample.onnx"));
    private final Study.Data data = Objects.requireNonNull(study.data());
    private final Recipe recipe = new RecipeReader(workbench.methods()).read(Fixture.TWO_STEPS);
    private final JobSpec evaluate =
            new JobSpec.Evaluate("m", data.calibration(), EngineChoice.AUTO);
    private final JobSpec scan =
            new JobSpec.Scan(
                    "m",
                    data.calibration(),
                    null,
                    List.of("wanda"),
                    List.of(0.5),
                    false,
                    null,
                    EngineChoice.AUTO);

    private Phrase time(EarlierJob... earlier) {
        return new RunEstimate(workbench.methods(), List.of(earlier)).time(study, recipe);
    }

    private static EarlierJob job(JobSpec spec, int at, double seconds) {
        return new EarlierJob(
                spec,
                Instant.ofEpochSecond(at),
                seconds,
                new JobResult.Evaluated(Task.ACCURACY, List.of()));
    }

    private JobSpec run() {
        return new JobSpec.Run("m", "", data.calibration(), null, "out", EngineChoice.AUTO);
    }

    @Test
    void memoryOnTextIsThatOfABlock() {
        Study whole = SampleStudy.llama();
        Study.Data before = Objects.requireNonNull(whole.data());
        Study onText =
                new Study(
                        whole.file(),
                        whole.network(),
                        whole.summary(),
                        whole.warnings(),
                        whole.fileBytes(),
                        whole.blocks(),
                        new Study.Data(
                                new DataRef("/text.txt", 8, 0, 128),
                                null,
                                before.title(),
                                before.samples(),
                                false,
                                Task.PERPLEXITY));
        RunEstimate estimate = new RunEstimate(workbench.methods(), List.of());
        Recipe wanda =
                new RecipeReader(workbench.methods())
                        .read("espalier: 1\nsteps:\n  - prune: {method: wanda, sparsity: 0.5}\n");

        assertTrue(estimate.memory(whole, wanda).contains("the weights"));
        String text = estimate.memory(onText, wanda);
        assertTrue(text.contains("what runs in a block for a batch of 8"), text);
    }

    @Test
    void theLastRunTells() {
        assertEquals(
                new Phrase("recipe.time.run", "0:42"),
                time(job(run(), 2, 42), job(run(), 1, 7), job(scan, 3, 1)));
    }

    /** One step of two calibrates; before and after are evaluated. */
    @Test
    void aScanAndAnEvaluationTellTogether() {
        assertEquals(
                new Phrase("recipe.time.parts", "0:20", "0:10", "0:05"),
                time(job(scan, 1, 10), job(evaluate, 2, 5)));
    }

    /** 1.3 passes of 256 samples, two of 1,000, 400 for the latency; 2 ms each, and 8 s beside. */
    @Test
    void theMeasuredLatencyTellsRoughly() {
        JobSpec bench = new JobSpec.Bench("m", null, 1, 200, EngineChoice.AUTO);
        JobResult timed =
                new FakeRunner(study.layers()).result(bench) instanceof JobResult.Benched benched
                        ? benched
                        : new JobResult.Benched(List.of());
        assertEquals(
                new Phrase("recipe.time.latency", "0:13", "1.92 ms", "2,733"),
                time(new EarlierJob(bench, Instant.EPOCH, 3, timed), job(scan, 1, 10)));
    }

    /** The small network has 7.9 million multiply-adds: 0.4 ms at 20 billion a second. */
    @Test
    void withoutAnyMeasurementTheCountOfOperationsTells() {
        Phrase phrase = time();
        assertEquals("recipe.time.macs", phrase.key());
        assertEquals("2,733", phrase.arguments().getLast());
    }

    @Test
    void readsHowLongJobsTookFromTheirJournals(@TempDir Path jobs) {
        Instant start = Instant.ofEpochSecond(100);
        try (Journal journal = Journal.open(jobs.resolve("a"), evaluate)) {
            journal.append(new JobEvent.Started(start, evaluate, "cpu"));
            journal.append(
                    new JobEvent.Finished(
                            start.plusMillis(2500),
                            new JobResult.Evaluated(Task.ACCURACY, List.of())));
        }
        try (Journal journal = Journal.open(jobs.resolve("b"), scan)) {
            journal.append(new JobEvent.Started(start, scan, "cpu"));
            journal.append(new JobEvent.Cancelled(start.plusSeconds(1)));
        }
        assertEquals(
                List.of(
                        new EarlierJob(
                                evaluate,
                                start.plusMillis(2500),
                                2.5,
                                new JobResult.Evaluated(Task.ACCURACY, List.of()))),
                EarlierJob.read(jobs, "m"));
        assertEquals(List.of(), EarlierJob.read(jobs, "another"));
        assertTrue(EarlierJob.read(jobs.resolve("none"), "m").isEmpty());
    }
}
