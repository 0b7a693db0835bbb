package org.espalier.analyze;

import org.espalier.base.Plurals;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.PairedAnswers;
import org.espalier.measure.Perplexity;
import org.espalier.measure.Quality;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One sentence on what was gained and lost: bytes on disk, speed here, and quality. A difference
 * that the samples cannot tell from none is called so.
 */
final class Verdict {
    /** Ratios closer to one than this are not worth calling a gain. */
    private static final double NOTICEABLE = 1.03;

    private static final double SIGNIFICANT = 0.05;

    private final ModelMeasures base;
    private final ModelMeasures candidate;
    private final @Nullable Estimate slower;
    private final @Nullable PairedAnswers answers;
    private final List<Quality> fidelity;

    Verdict(
            ModelMeasures base,
            ModelMeasures candidate,
            @Nullable Estimate slower,
            @Nullable PairedAnswers answers,
            List<Quality> fidelity) {
        this.base = base;
        this.candidate = candidate;
        this.slower = slower;
        this.answers = answers;
        this.fidelity = fidelity;
    }

    String sentence() {
        String sentence = size() + speed() + quality() + ".";
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private String size() {
        double dense = (double) base.size().denseFile() / candidate.size().denseFile();
        double sparse = (double) base.size().denseFile() / candidate.size().sparse();
        if (dense > NOTICEABLE) {
            return times(dense) + " smaller on disk";
        }
        if (sparse > NOTICEABLE) {
            return times(sparse) + " smaller on disk when stored sparse";
        }
        return dense < 1 / NOTICEABLE ? times(1 / dense) + " larger on disk" : "no smaller on disk";
    }

    private String speed() {
        Latency before = base.latency();
        Latency after = candidate.latency();
        if (before == null || after == null || slower == null) {
            return "";
        }
        double ratio = before.p50Ms().value() / after.p50Ms().value();
        if (slower.high() < 0 && ratio > NOTICEABLE) {
            return ", " + times(ratio) + " faster here";
        }
        if (slower.low() > 0 && ratio < 1 / NOTICEABLE) {
            return ", " + times(1 / ratio) + " slower here";
        }
        return ", not faster here" + reason(after);
    }

    private String reason(Latency after) {
        return candidate.sparsity() > base.sparsity()
                ? " because %s multiplies by single zeros like by any other number"
                        .formatted(runtime(after))
                : "";
    }

    private static String runtime(Latency latency) {
        return latency.provider().startsWith("CPU")
                ? "ONNX Runtime on the CPU"
                : "this runtime (" + latency.provider() + ")";
    }

    private String quality() {
        if (answers != null) {
            return accuracy(answers);
        }
        Optional<Quality> before = perplexity(base);
        Optional<Quality> after = perplexity(candidate);
        return before.isPresent() && after.isPresent()
                ? perplexity(before.get(), after.get())
                : fidelity();
    }

    private static Optional<Quality> perplexity(ModelMeasures model) {
        return model.quality().stream()
                .filter(quality -> quality.metric().startsWith(Perplexity.METRIC))
                .findFirst();
    }

    private static String perplexity(Quality before, Quality after) {
        return String.format(
                Locale.ROOT,
                ", with a perplexity of %.2f instead of %.2f on %s of %s",
                after.estimate().value(),
                before.estimate().value(),
                Plurals.of(after.samples(), "window"),
                Plurals.of(after.window().orElse(0), "token"));
    }

    private static String accuracy(PairedAnswers answers) {
        Estimate difference = answers.difference();
        double points = 100 * difference.value();
        if (answers.pValue() >= SIGNIFICANT) {
            return String.format(
                    Locale.ROOT,
                    ", with an accuracy not distinguishable from the original's on %s"
                            + " (%+.1f points, 95 %% interval %+.1f to %+.1f)",
                    Plurals.of(answers.samples(), "sample"),
                    points,
                    100 * difference.low(),
                    100 * difference.high());
        }
        return points < 0
                ? String.format(
                        Locale.ROOT,
                        ", for %.1f points of accuracy (95 %% interval %.1f to %.1f)",
                        -points,
                        -100 * difference.high(),
                        -100 * difference.low())
                : String.format(Locale.ROOT, ", and %.1f points more accurate", points);
    }

    private String fidelity() {
        Optional<Quality> agreement = find("agreement");
        if (agreement.isPresent()) {
            return String.format(
                    Locale.ROOT,
                    ", giving the original's answer on %.1f %% of %s",
                    100 * agreement.get().estimate().value(),
                    Plurals.of(agreement.get().samples(), "sample"));
        }
        return find("cosine")
                .map(
                        cosine ->
                                String.format(
                                        Locale.ROOT,
                                        ", with outputs at a mean cosine of %.3f to the original's",
                                        cosine.estimate().value()))
                .orElse("");
    }

    private Optional<Quality> find(String metric) {
        return fidelity.stream().filter(quality -> quality.metric().equals(metric)).findFirst();
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f×", ratio);
    }
}
