package org.espalier.cli;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.Plurals;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.espalier.measure.Task;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Results as people read them, in ASCII. */
final class ResultText {
    private static final Set<String> SHARES =
            Set.of("top1", "top5", "probe-accuracy", "agreement", "acc", "acc_norm");

    private static final double MILLIS = 1e3;

    private ResultText() {}

    /** A row per metric: value, 95 % interval, samples. */
    static String quality(List<Quality> qualities) {
        Columns table = new Columns("metric", "value", "95 % interval", "samples");
        qualities.forEach(quality -> table.row(row(quality)));
        return table.toString();
    }

    /** A row per metric, with standard errors where the task has them. */
    static String evaluated(JobResult.Evaluated result) {
        if (result.task() != Task.ZERO_SHOT) {
            return quality(result.quality());
        }
        Columns table = new Columns("metric", "value", "stderr", "95 % interval", "samples");
        for (Quality quality : result.quality()) {
            Double error = quality.estimate().standardError();
            List<String> row = row(quality);
            row.add(2, error == null ? "-" : value(quality.metric(), error));
            table.row(row);
        }
        return table.toString();
    }

    /** A prompt with what follows, and how fast it was written. */
    static String generated(GeneratedText text) {
        String speed =
                Double.isNaN(text.tokensPerSecond())
                        ? ""
                        : String.format(Locale.ROOT, ", %.1f a second", text.tokensPerSecond());
        return "%s%s, after a prompt of %s in %s"
                .formatted(
                        Plurals.of(text.tokens().length, "token"),
                        speed,
                        Plurals.of(text.prompt(), "token"),
                        millis(text.promptSeconds() * MILLIS));
    }

    private static List<String> row(Quality quality) {
        Estimate estimate = quality.estimate();
        return new ArrayList<>(
                List.of(
                        quality.metric(),
                        value(quality.metric(), estimate.value()),
                        value(quality.metric(), estimate.low())
                                + " to "
                                + value(quality.metric(), estimate.high()),
                        count(quality.samples())));
    }

    /** A row per model. */
    static String latencies(List<String> names, List<Latency> latencies) {
        Columns table =
                new Columns("model", "p50", "95 % interval", "p95", "runs", "batch", "threads");
        for (int i = 0; i < latencies.size(); i++) {
            Latency latency = latencies.get(i);
            Estimate p50 = latency.p50Ms();
            table.row(
                    names.get(i),
                    millis(p50.value()),
                    millis(p50.low()) + " to " + millis(p50.high()),
                    millis(latency.p95Ms()),
                    count(latency.samplesMs().length),
                    count(latency.batch()),
                    count(latency.threads()));
        }
        return table + System.lineSeparator() + "Provider: " + latencies.get(0).provider();
    }

    /** A row per block that calibration data passed; nothing if the model was taken as a whole. */
    static String passages(List<List<BlockPassage>> steps) {
        Columns table = new Columns("block", "error", "calibrating", "changing", "running");
        for (List<BlockPassage> step : steps) {
            for (BlockPassage block : step) {
                table.row(
                        block.block(),
                        percent(block.error()),
                        seconds(block.seconds().calibrating()),
                        seconds(block.seconds().changing()),
                        seconds(block.seconds().running()));
            }
        }
        return steps.stream().allMatch(List::isEmpty)
                ? ""
                : System.lineSeparator() + table + System.lineSeparator();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** A row per layer and step: what was asked for and reached. */
    static String steps(List<List<LayerOutcome>> steps) {
        Columns table = new Columns("layer", "method", "target", "sparsity", "");
        for (List<LayerOutcome> step : steps) {
            for (LayerOutcome layer : step) {
                table.row(
                        layer.layer().name(),
                        layer.method(),
                        layer.target() == null ? layer.goal() : target(layer.target()),
                        percent(layer.sparsity()),
                        layer.note());
            }
        }
        return table.toString();
    }

    /** Before, after and what lies between them, then the verdict. */
    static String comparison(Comparison comparison) {
        ModelMeasures base = comparison.base();
        ModelMeasures candidate = comparison.candidate();
        Columns table = new Columns("", "before", "after", "difference");
        for (int i = 0; i < base.quality().size(); i++) {
            Quality before = base.quality().get(i);
            Quality after = candidate.quality().get(i);
            table.row(
                    before.metric(),
                    value(before.metric(), before.estimate().value()),
                    value(after.metric(), after.estimate().value()),
                    i == 0 ? difference(comparison.qualityDifference()) : "");
        }
        row(table, "sparsity", comparison, ModelMeasures::sparsity, ResultText::percent);
        row(table, "file", comparison, m -> m.size().denseFile(), ResultText::bytes);
        row(table, "stored sparse", comparison, m -> m.size().sparse(), ResultText::bytes);
        row(table, "zipped", comparison, m -> m.size().zipped(), ResultText::bytes);
        latencyRows(table, base.latency(), candidate.latency());
        if (base.peakMemoryBytes() >= 0 && candidate.peakMemoryBytes() >= 0) {
            row(table, "memory", comparison, ModelMeasures::peakMemoryBytes, ResultText::bytes);
        }
        List<String> parts = new ArrayList<>(List.of(table.toString()));
        if (!comparison.fidelity().isEmpty()) {
            parts.add("Fidelity to the model before:");
            parts.add(quality(comparison.fidelity()));
        }
        parts.add(comparison.verdict());
        return String.join(System.lineSeparator(), parts);
    }

    /** Layers by sparsity. */
    static String table(SensitivityTable table) {
        List<String> header = new ArrayList<>(List.of(""));
        Arrays.stream(table.sparsities()).mapToObj(ResultText::wholePercent).forEach(header::add);
        Columns columns = new Columns().row(header);
        for (int i = 0; i < table.layers().size(); i++) {
            List<String> row = new ArrayList<>(List.of(table.layers().get(i).name()));
            Arrays.stream(table.damage()[i]).mapToObj(ResultText::damage).forEach(row::add);
            columns.row(row);
        }
        return "%s, %s%n%s".formatted(table.method(), meaning(table.measure()), columns);
    }

    private static String target(Target target) {
        return switch (target) {
            case Target.Sparsity sparsity -> wholePercent(sparsity.share());
            case Target.NM pattern -> pattern.toString();
        };
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    static String millis(double ms) {
        return String.format(Locale.ROOT, ms < 10 ? "%.3f ms" : "%.1f ms", ms);
    }

    static String bytes(double bytes) {
        return bytes < 1e6
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
    }

    private static void latencyRows(
            Columns table, @Nullable Latency before, @Nullable Latency after) {
        if (before != null && after != null) {
            double p50 = before.p50Ms().value();
            table.row(
                    "latency p50",
                    millis(p50),
                    millis(after.p50Ms().value()),
                    relative(p50, after.p50Ms().value()));
            table.row(
                    "latency p95",
                    millis(before.p95Ms()),
                    millis(after.p95Ms()),
                    relative(before.p95Ms(), after.p95Ms()));
        }
    }

    private static void row(
            Columns table,
            String name,
            Comparison comparison,
            Function<ModelMeasures, Number> measure,
            Function<Double, String> text) {
        double before = measure.apply(comparison.base()).doubleValue();
        double after = measure.apply(comparison.candidate()).doubleValue();
        String difference =
                name.equals("sparsity") ? points(after - before) : relative(before, after);
        table.row(name, text.apply(before), text.apply(after), difference);
    }

    private static String difference(@Nullable Estimate difference) {
        return difference == null
                ? ""
                : "%s (%s to %s)"
                        .formatted(
                                points(difference.value()),
                                points(difference.low()),
                                points(difference.high()));
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.2f pp", difference * 100);
    }

    private static String relative(double before, double after) {
        return before == 0
                ? ""
                : String.format(Locale.ROOT, "%+.1f %%", (after / before - 1) * 100);
    }

    private static String value(String metric, double value) {
        return SHARES.contains(metric) ? percent(value) : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String wholePercent(double share) {
        BigDecimal percent = new BigDecimal(share * 100).round(new MathContext(4));
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    private static String damage(double damage) {
        return Double.isNaN(damage) ? "-" : String.format(Locale.ROOT, "%.4f", damage);
    }

    private static String meaning(SensitivityTable.Measure measure) {
        return switch (measure) {
            case OUTPUT_ERROR -> "squared output error of each layer alone, relative:";
            case ACCURACY_DROP -> "accuracy lost, as a fraction:";
            case KL_DIVERGENCE -> "mean KL divergence of the model's outputs, nats:";
            case COSINE_DISTANCE -> "mean of 1 - cosine of the model's embeddings:";
        };
    }
}
