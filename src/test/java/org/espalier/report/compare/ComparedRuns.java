package org.espalier.report.compare;

import org.espalier.analyze.AnswerSheet;
import org.espalier.analyze.Comparison;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.model.LayerId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Made-up runs. */
final class ComparedRuns {
    private static final Provenance PROVENANCE =
            new Provenance("0123456789abcdef", "fedcba987654", 7, Map.of("ort", "1.29"), "cpu");

    private ComparedRuns() {}

    static ComparedRun run(String name) {
        return new ComparedRun(
                name,
                Instant.EPOCH,
                Duration.ofSeconds(6),
                comparison(new Estimate(-0.012, -0.021, -0.003), 0.008, new Estimate(0, -1, 1)),
                true,
                new RunChanges(
                        List.of(
                                new LayerOutcome(
                                        new LayerId("conv1"),
                                        "wanda",
                                        new Target.Sparsity(0.6),
                                        0.59,
                                        "")),
                        List.of(List.of()),
                        ""),
                List.of(new Goal(RunMetric.ACCURACY, 0.92), new Goal(RunMetric.SIZE, 500_000)),
                null);
    }

    static Comparison comparison(Estimate accuracy, double p, Estimate latency) {
        return new Comparison(
                measures(0.919, 1_100_000, 1.92, 176_000),
                measures(0.907, 470_000, 1.9, 66_000),
                accuracy,
                p,
                latency,
                List.of(),
                List.of("Coat", "Bag"),
                new double[] {-0.02, 0},
                new AnswerSheet(
                        new int[] {4, 5, 6},
                        new int[] {0, 0, 1},
                        new AnswerSheet.Answers(new int[] {0, 0, 1}, new int[] {900, 800, 700}),
                        new AnswerSheet.Answers(new int[] {1, 0, 1}, new int[] {600, 800, 700})),
                "2.3× smaller.");
    }

    private static ModelMeasures measures(double top1, long sparse, double p50, long weights) {
        Estimate accuracy = new Estimate(top1, top1 - 0.01, top1 + 0.01);
        return new ModelMeasures(
                List.of(new Quality("top1", accuracy, 1000, PROVENANCE)),
                new Latency(
                        new Estimate(p50, p50 - 0.1, p50 + 0.1),
                        2 * p50,
                        new double[] {p50, p50 + 0.1, p50 - 0.1},
                        2,
                        1,
                        "CPUExecutionProvider",
                        PROVENANCE),
                new ModelSize(1_100_000, sparse, 900_000),
                -1,
                1 - weights / 176_000.0,
                weights,
                41_000_000);
    }
}
