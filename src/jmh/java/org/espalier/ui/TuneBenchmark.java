package org.espalier.ui;

import org.espalier.engine.EngineChoice;
import org.espalier.project.Autosave;
import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.ui.job.JobsViewModel;
import org.espalier.ui.tune.ScanJobs;
import org.espalier.ui.tune.TuneViewModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a drag on the Tune screen waits for: 300 layers; the promise is 50 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class TuneBenchmark {
    private static final int LAYERS = 300;

    private final TuneViewModel tune = tune();
    private double sparsity;

    /** One step of a drag: the schedule, the four tiles and the figure to paint. */
    @Benchmark
    public Figure drag() {
        sparsity = sparsity > 0.9 ? 0 : sparsity + 0.01;
        tune.setSparsity(LAYERS / 2, sparsity);
        return tune.figure().get().figure(960, 560, Palette.LIGHT);
    }

    private static TuneViewModel tune() {
        Study study = SampleStudy.wide(LAYERS);
        FakeWorkbench workbench =
                new FakeWorkbench(
                        study, new FakeRunner(study.layers()), FakeWorkbench.small().methods());
        Texts texts = new Texts();
        // The previews are the worker's: a drag does not wait for them.
        Background background = new Background(work -> {}, Runnable::run);
        JobsViewModel jobs = new JobsViewModel(workbench.jobs(), Runnable::run, texts);
        ScanJobs scans =
                new ScanJobs(jobs, Path.of("target", "bench"), () -> EngineChoice.AUTO, texts);
        ProjectViewModel project = new ProjectViewModel(texts);
        project.open(FakeWorkbench.document(study, new Autosave(Runnable::run, sentence -> {})));
        TuneViewModel tune =
                new TuneViewModel(workbench.methods(), scans, project, background, texts);
        tune.open(study);
        return tune;
    }
}
