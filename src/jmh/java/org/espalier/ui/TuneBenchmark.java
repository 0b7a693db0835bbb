package org.espalier.ui;

import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

import org.espalier.engine.EngineChoice;
import org.espalier.project.Autosave;
import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.job.JobsViewModel;
import org.espalier.ui.tune.ScanJobs;
import org.espalier.ui.tune.TuneViewModel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** What a drag on the Tune screen waits for: 300 layers; the promise is 50 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-Dglass.platform=Headless", "-Dprism.order=sw"})
public class TuneBenchmark {
    private static final int LAYERS = 300;
    private static final int WIDTH = 960;
    private static final int HEIGHT = 560;

    private final TuneViewModel tune = tune();
    private final WritableImage image = new WritableImage(WIDTH, HEIGHT);
    private @Nullable FigureView map;
    private double sparsity;

    /** One step of a drag: the schedule, the four tiles and the figure to paint. */
    @Benchmark
    public Figure drag() {
        sparsity = sparsity > 0.9 ? 0 : sparsity + 0.01;
        tune.setSparsity(LAYERS / 2, sparsity);
        return tune.figure().get().figure(WIDTH, HEIGHT, Palette.LIGHT);
    }

    /** The same with all that a frame takes: painted into an image, by the processor. */
    @Benchmark
    public WritableImage painted() throws Exception {
        FutureTask<WritableImage> frame = new FutureTask<>(this::frame);
        Platform.runLater(frame);
        return frame.get();
    }

    private WritableImage frame() {
        sparsity = sparsity > 0.9 ? 0 : sparsity + 0.01;
        tune.setSparsity(LAYERS / 2, sparsity);
        FigureView view = Objects.requireNonNull(map);
        view.show(tune.figure().get()::figure);
        return view.getScene().snapshot(image);
    }

    /** A scene that is on no screen. */
    @Setup
    public void openScene() throws Exception {
        Platform.startup(() -> {});
        FutureTask<FigureView> opened = new FutureTask<>(TuneBenchmark::scene);
        Platform.runLater(opened);
        map = opened.get();
    }

    private static FigureView scene() {
        FigureView view = new FigureView(new SimpleObjectProperty<>(Palette.LIGHT), new Texts());
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        view.resize(WIDTH, HEIGHT);
        scene.snapshot(null);
        return view;
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
