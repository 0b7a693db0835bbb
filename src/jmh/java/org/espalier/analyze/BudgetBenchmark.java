package org.espalier.analyze;

import org.espalier.compress.Target.Sparsity;
import org.espalier.measure.Estimate;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Node;
import org.espalier.tensor.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What a drag on the Tune screen waits for: 300 layers of 20 sparsities. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BudgetBenchmark {
    private static final int LAYERS = 300;
    private static final int COLUMNS = 20;

    private final List<Layer> layers = layers();
    private final SensitivityTable table = table();
    private final Schedule schedule = Schedule.uniform(layers, new Sparsity(0.5));
    private final Quality base =
            new Quality(
                    "top1",
                    new Estimate(0.9, 0.88, 0.92),
                    1000,
                    new Provenance("", "", 0, Map.of(), "cpu"));
    private double budget = 0.3;

    /** The budgeted schedule, another budget each time. */
    @Benchmark
    public Preset.Plan budgeted() {
        budget = budget > 0.9 ? 0.3 : budget + 0.0137;
        return new BudgetSolver()
                .plan(
                        new Preset.Request(
                                table,
                                layers,
                                schedule,
                                LayerScopes.all(org.espalier.compress.prune.Scope.ROW),
                                budget));
    }

    /** The predicted accuracy of a schedule. */
    @Benchmark
    public Optional<Estimate> prediction() {
        return Prediction.of(
                table,
                schedule,
                layers,
                LayerScopes.all(org.espalier.compress.prune.Scope.ROW),
                base);
    }

    private static List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        int[] widths = {768, 768, 768, 768, 3072, 512};
        for (int i = 0; i < LAYERS; i++) {
            layers.add(layer("layer" + i, widths[i % 6], widths[(i + 1) % 6]));
        }
        return layers;
    }

    private static Layer layer(String name, int rows, int columns) {
        Node node = new Node(name, "Gemm", "", List.of(), List.of(name), Map.of(), "");
        return new Layer(
                new LayerId(name),
                node,
                name + ".in",
                name,
                name + ".weight",
                Shape.of(rows, columns),
                new MatrixLayout(rows, columns, columns, 1, 1),
                null,
                columns,
                List.of(),
                List.of(),
                0);
    }

    /** Rising, noisy damages of very different scales. */
    private SensitivityTable table() {
        Random random = new Random(1);
        double[] sparsities = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            sparsities[i] = 0.05 * i;
        }
        double[][] damage = new double[LAYERS][COLUMNS];
        for (double[] row : damage) {
            double scale = 0.001 * Math.exp(2 * random.nextGaussian());
            for (int i = 1; i < COLUMNS; i++) {
                row[i] = row[i - 1] + scale * random.nextDouble() * Math.pow(sparsities[i], 3);
            }
        }
        return new SensitivityTable(
                "wanda",
                SensitivityTable.Measure.ACCURACY_DROP,
                layers.stream().map(Layer::id).toList(),
                sparsities,
                damage);
    }
}
