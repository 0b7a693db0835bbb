package org.espalier.cli;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.Duel;
import org.espalier.analyze.SensitivityTable;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.measure.Task;
import org.espalier.model.LayerId;

import java.util.List;
import java.util.Map;

/** Made-up results with numbers that can be told apart. */
final class Results {
    private static final Provenance PROVENANCE =
            new Provenance("abc", "def", 7, Map.of("onnxruntime", "1.29.0"), "cpu, 2 threads");

    private Results() {}

    static JobResult.Evaluated evaluated() {
        return new JobResult.Evaluated(
                Task.ACCURACY, List.of(top1(0.9334), quality("top5", 0.998)));
    }

    static JobResult.Evaluated zeroShot() {
        Estimate alone = new Estimate(0.5, 0.25, 0.75, null);
        return new JobResult.Evaluated(
                Task.ZERO_SHOT,
                List.of(
                        new Quality("acc", new Estimate(0.4, 0.25, 0.58, 0.09), 30, PROVENANCE),
                        new Quality("acc_norm", alone, 30, PROVENANCE)));
    }

    static JobResult.Generated generated() {
        long[] tokens = {5, 6, 7};
        return new JobResult.Generated(
                new GeneratedText(" of the Union", 4, tokens, 0.0125, 0.5), PROVENANCE);
    }

    static Latency latency(double p50) {
        return new Latency(
                new Estimate(p50, p50 - 0.01, p50 + 0.01),
                2 * p50,
                new double[] {p50, p50, p50},
                2,
                1,
                "CPUExecutionProvider",
                PROVENANCE);
    }

    static JobResult.Scanned scanned() {
        return new JobResult.Scanned(
                List.of(
                        new SensitivityTable(
                                "wanda",
                                SensitivityTable.Measure.OUTPUT_ERROR,
                                List.of(new LayerId("conv1"), new LayerId("fc")),
                                new double[] {0.1, 0.125},
                                new double[][] {{0.01, 0.02}, {0.5, Double.NaN}})),
                List.of());
    }

    static JobResult.Ran ran() {
        return new JobResult.Ran(
                List.of(
                        List.of(
                                new LayerOutcome(
                                        new LayerId("fc"),
                                        "wanda",
                                        new Target.Sparsity(0.6),
                                        0.5996,
                                        ""))),
                List.of(
                        List.of(
                                new BlockPassage(
                                        "layers.0", 0.125, new BlockPassage.Seconds(1, 0.5, 2)))),
                comparison(),
                "/tmp/out.onnx");
    }

    static JobResult.Duelled duelled() {
        return new JobResult.Duelled(
                new Duel(
                        new LayerId("fc"),
                        new Target.NM(2, 4),
                        10,
                        List.of(
                                new Duel.Contender("wanda", 0.0135, 0.5, 3, 0.04, ""),
                                new Duel.Contender("alps", 0.0062, 0.5, 0, 1.5, "A note.")),
                        new double[][] {{1, 0.7}, {0.7, 1}}));
    }

    static Comparison comparison() {
        return new Comparison(
                measures(0.9334, 0, 705_000, 0.25),
                measures(0.9214, 0.6, 415_000, 0.20),
                new Estimate(-0.012, -0.015, -0.009),
                0.001,
                new Estimate(-0.05, -0.06, -0.04),
                List.of(quality("kl", 0.034)),
                List.of("Bag", "Coat"),
                new double[] {0, -0.02},
                null,
                "Loses 1.2 points.");
    }

    private static ModelMeasures measures(double top1, double sparsity, long sparse, double p50) {
        return new ModelMeasures(
                List.of(top1(top1)),
                latency(p50),
                new ModelSize(713_786, sparse, 650_000),
                -1,
                sparsity,
                Math.round(175_000 * (1 - sparsity)),
                8_000_000);
    }

    private static Quality top1(double value) {
        return quality("top1", value);
    }

    private static Quality quality(String metric, double value) {
        return new Quality(
                metric, new Estimate(value, value - 0.005, value + 0.005), 10_000, PROVENANCE);
    }
}
