package org.espalier.ui;

import org.espalier.analyze.AnswerSheet;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.Duel;
import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.analyze.SensitivityTable.PatternDamage;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.measure.Task;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Ends every job at once with made-up results; jobs named in {@code held} stay open until the test
 * ends them.
 */
public final class FakeRunner implements JobRunner {
    private static final Provenance PROVENANCE =
            new Provenance("0123456789abcdef", "fedcba987654", 7, Map.of("ort", "1.29"), "cpu");

    private final List<Layer> layers;
    private final List<JobSpec> started = new ArrayList<>();
    private final List<FakeHandle> open = new ArrayList<>();
    private final Class<? extends JobSpec> held;

    /** Answers for these layers; jobs of class {@code held} stay open. */
    public FakeRunner(List<Layer> layers, Class<? extends JobSpec> held) {
        this.layers = layers;
        this.held = held;
    }

    /** Answers for these layers; measured scans stay open. */
    public FakeRunner(List<Layer> layers) {
        this(layers, JobSpec.Compare.class);
    }

    @Override
    public Handle start(JobSpec spec, Path folder, Consumer<JobEvent> listener) {
        started.add(spec);
        FakeHandle handle = new FakeHandle(journalled(spec, folder, listener));
        open.add(handle);
        handle.tell(new JobEvent.Started(Instant.EPOCH, spec, "cpu"));
        boolean stays =
                held.isInstance(spec) || (spec instanceof JobSpec.Scan scan && scan.measured());
        if (!stays) {
            handle.finish(result(spec));
        }
        return handle;
    }

    /** Runs of a project leave what a true one would. */
    private static Consumer<JobEvent> journalled(
            JobSpec spec, Path folder, Consumer<JobEvent> listener) {
        return !(spec instanceof JobSpec.Run)
                ? listener
                : event -> {
                    try (Journal journal = Journal.open(folder, spec)) {
                        journal.append(event);
                        if (event instanceof JobEvent.Finished finished) {
                            journal.finish(finished.result());
                        }
                    }
                    listener.accept(event);
                };
    }

    /** What was started, in order. */
    public List<JobSpec> started() {
        return started;
    }

    /** The handle of the last job. */
    public FakeHandle last() {
        return open.getLast();
    }

    /** What a job of this kind gives. */
    public JobResult result(JobSpec spec) {
        return switch (spec) {
            case JobSpec.Scan scan ->
                    new JobResult.Scanned(
                            scan.methods().stream().map(m -> table(m, scan)).toList(), inputs());
            case JobSpec.Run run -> ran();
            case JobSpec.Evaluate e ->
                    new JobResult.Evaluated(Task.ACCURACY, List.of(quality(0.919)));
            case JobSpec.Bench bench -> new JobResult.Benched(List.of(latency(1.92, 1)));
            case JobSpec.Generate generate ->
                    throw new UnsupportedOperationException(generate.prompt());
            case JobSpec.Compare compare -> new JobResult.Compared(comparison());
            case JobSpec.Duel duel -> new JobResult.Duelled(duelled(duel));
            case JobSpec.Export export ->
                    new JobResult.Exported(
                            export.output(), 1 << 20, List.of("input"), List.of("logits"));
        };
    }

    /** Each method better than the one before it. */
    private static Duel duelled(JobSpec.Duel spec) {
        int count = spec.methods().size();
        List<Duel.Contender> contenders = new ArrayList<>();
        double[][] overlap = new double[count][count];
        for (int i = 0; i < count; i++) {
            String method = spec.methods().get(i);
            double share = spec.target().sparsity();
            contenders.add(
                    new Duel.Contender(method, 0.04 / (i + 1), share, count - i - 1, i + 0.5, ""));
            Arrays.fill(overlap[i], 0.6);
            overlap[i][i] = 1;
        }
        return new Duel(new LayerId(spec.layer()), spec.target(), 64, contenders, overlap);
    }

    /** Every other input feature twice as large. */
    private List<LayerInputs> inputs() {
        return layers.stream().map(FakeRunner::inputs).toList();
    }

    private static LayerInputs inputs(Layer layer) {
        float[] norms = new float[layer.layout().inputFeatures()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = 1 + i % 2;
        }
        return new LayerInputs(layer.id(), 256, norms);
    }

    private SensitivityTable table(String method, JobSpec.Scan scan) {
        double[] sparsities = scan.sparsities().stream().mapToDouble(s -> s).toArray();
        double[][] damage = new double[layers.size()][sparsities.length];
        Random random = new Random(method.hashCode());
        for (double[] row : damage) {
            double steep = 0.05 + random.nextDouble() * 0.9;
            for (int i = 0; i < row.length; i++) {
                row[i] = steep * Math.pow(sparsities[i], 3);
            }
        }
        List<LayerId> ids = layers.stream().map(Layer::id).toList();
        Measure measure = scan.measured() ? Measure.ACCURACY_DROP : Measure.OUTPUT_ERROR;
        double[] pattern = Arrays.stream(damage).mapToDouble(row -> 1.3 * row[4]).toArray();
        List<PatternDamage> patterns =
                scan.measured()
                        ? List.of()
                        : List.of(new PatternDamage(new Target.NM(2, 4), pattern));
        return new SensitivityTable(method, measure, ids, sparsities, damage, patterns);
    }

    private JobResult.Ran ran() {
        List<LayerOutcome> outcomes =
                layers.stream()
                        .map(
                                layer ->
                                        new LayerOutcome(
                                                layer.id(),
                                                "wanda",
                                                new Target.Sparsity(0.6),
                                                0.597,
                                                ""))
                        .toList();
        return new JobResult.Ran(
                List.of(outcomes), List.of(List.of()), comparison(), "/tmp/out.onnx");
    }

    private Comparison comparison() {
        ModelMeasures base =
                new ModelMeasures(
                        List.of(quality(0.919)),
                        latency(1.92, 2),
                        new ModelSize(1_100_000, 1_100_000, 1_010_000),
                        9_800_000,
                        0,
                        176_000,
                        41_000_000);
        ModelMeasures candidate =
                new ModelMeasures(
                        List.of(quality(0.907)),
                        latency(1.90, 3),
                        new ModelSize(1_100_000, 470_000, 520_000),
                        9_700_000,
                        0.62,
                        67_000,
                        41_000_000);
        double[] classes = {-0.004, 0.002, -0.018, -0.029, -0.006, -0.017, 0.001, -0.005, -0.002};
        List<String> names =
                List.of(
                        "T-shirt/top",
                        "Trouser",
                        "Pullover",
                        "Dress",
                        "Coat",
                        "Sandal",
                        "Shirt",
                        "Sneaker",
                        "Bag");
        return new Comparison(
                base,
                candidate,
                new Estimate(-0.012, -0.021, -0.003),
                0.03,
                new Estimate(-0.02, -0.05, 0.01),
                List.of(),
                names,
                classes,
                answers(names.size()),
                "2.3× smaller stored sparse, as fast as before, for 1.2 points of accuracy.");
    }

    /** Sample i is of class i modulo the classes; every eighth answer of the candidate moves on. */
    private static AnswerSheet answers(int classes) {
        int[] samples = IntStream.range(0, 180).toArray();
        int[] labels = IntStream.range(0, 180).map(i -> i % classes).toArray();
        int[] changed =
                IntStream.range(0, 180)
                        .map(i -> i % 8 == 0 ? (i + 1) % classes : i % classes)
                        .toArray();
        int[] sure = IntStream.range(0, 180).map(i -> 500 + 37 * i % 500).toArray();
        return new AnswerSheet(
                samples,
                labels,
                new AnswerSheet.Answers(labels, sure),
                new AnswerSheet.Answers(changed, sure));
    }

    private static Quality quality(double value) {
        return new Quality(
                "top1", new Estimate(value, value - 0.008, value + 0.008), 1000, PROVENANCE);
    }

    private static Latency latency(double p50, long seed) {
        Random random = new Random(seed);
        double[] runs =
                random.doubles(400)
                        .map(u -> p50 + 0.08 * random.nextGaussian() + u * 0.02)
                        .toArray();
        return new Latency(
                new Estimate(p50, p50 - 0.02, p50 + 0.02),
                p50 * 1.1,
                runs,
                2,
                1,
                "CPUExecutionProvider",
                PROVENANCE);
    }

    /** A job that the test ends. */
    public static final class FakeHandle implements Handle {
        private final Consumer<JobEvent> listener;
        private final CompletableFuture<JobEvent> end = new CompletableFuture<>();
        private boolean paused;
        private boolean left;

        FakeHandle(Consumer<JobEvent> listener) {
            this.listener = listener;
        }

        /** Sends an event. */
        public void tell(JobEvent event) {
            listener.accept(event);
        }

        /** Ends well. */
        public void finish(JobResult result) {
            end(new JobEvent.Finished(Instant.EPOCH, result));
        }

        /** Ends so. */
        public void end(JobEvent event) {
            if (end.complete(event)) {
                tell(event);
            }
        }

        /** Whether its work was ended without ending it. */
        public boolean left() {
            return left;
        }

        /** Whether it is held. */
        public boolean paused() {
            return paused;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void leave() {
            left = true;
        }

        @Override
        public void cancel() {
            end(new JobEvent.Cancelled(Instant.EPOCH));
        }

        @Override
        public CompletableFuture<JobEvent> end() {
            return end;
        }
    }
}
