package org.espalier.ui.compare;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.analyze.Comparison;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.report.ClassFigure;
import org.espalier.report.LatencyFigure;
import org.espalier.report.Numbers;
import org.espalier.report.SizeFigure;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** The last comparison and what is shown of it. */
public final class CompareViewModel {
    private static final double CLEARLY = 1.05;
    private static final double NOTABLE = 0.02;

    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();

    /** Nothing is compared yet. */
    public CompareViewModel(Texts texts) {
        this.texts = texts;
    }

    /**
     * What the screen shows.
     *
     * @param detail behind the verdict, in small print
     * @param mixed whether quality fell clearly: by two points or more, and not by chance
     * @param classes null without labels
     */
    public record Shown(
            String verdict,
            String detail,
            boolean mixed,
            List<CompareTile> tiles,
            LatencyFigure latency,
            SizeFigure size,
            @Nullable ClassFigure classes,
            List<LayerOutcome> changes) {}

    /**
     * Shows the outcome of a run.
     *
     * @param predicted the accuracy that was expected; empty if none was
     */
    public void show(JobResult.Ran ran, Optional<Estimate> predicted) {
        Comparison comparison = ran.comparison();
        List<LayerOutcome> changes = ran.steps().stream().flatMap(List::stream).toList();
        shown.set(
                new Shown(
                        comparison.verdict(),
                        detail(comparison),
                        mixed(comparison),
                        tiles(comparison, predicted),
                        new LatencyFigure(runs(comparison.base()), runs(comparison.candidate())),
                        new SizeFigure(comparison.base().size(), comparison.candidate().size()),
                        classes(comparison),
                        changes));
    }

    /** Forgets it. */
    public void clear() {
        shown.set(null);
    }

    /** The comparison, null before the first run. */
    public ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    private static @Nullable ClassFigure classes(Comparison comparison) {
        return comparison.classes().isEmpty()
                ? null
                : new ClassFigure(comparison.classes(), comparison.classDifference());
    }

    private static double[] runs(ModelMeasures measures) {
        Latency latency = measures.latency();
        return latency == null ? new double[0] : latency.samplesMs();
    }

    private String detail(Comparison comparison) {
        List<Quality> quality = comparison.candidate().quality();
        if (quality.isEmpty() || Double.isNaN(comparison.pValue())) {
            return texts.get("compare.detail.none");
        }
        boolean significant = comparison.pValue() < 0.05;
        String p = comparison.pValue() < 0.001 ? "< 0.001" : "= " + fixed(comparison.pValue());
        return texts.get(
                significant ? "compare.significant" : "compare.insignificant",
                p,
                Numbers.count(quality.getFirst().samples()));
    }

    private static boolean mixed(Comparison comparison) {
        Estimate difference = comparison.qualityDifference();
        return difference != null && difference.value() <= -NOTABLE && difference.high() < 0;
    }

    private static String fixed(double value) {
        return Numbers.fixed(value, 3);
    }

    private List<CompareTile> tiles(Comparison comparison, Optional<Estimate> predicted) {
        ModelMeasures base = comparison.base();
        ModelMeasures candidate = comparison.candidate();
        return List.of(
                quality(comparison, predicted),
                latency(base.latency(), candidate.latency()),
                size(base.size(), candidate.size()),
                memory(base.peakMemoryBytes(), candidate.peakMemoryBytes()));
    }

    private CompareTile quality(Comparison comparison, Optional<Estimate> predicted) {
        List<Quality> before = comparison.base().quality();
        List<Quality> after = comparison.candidate().quality();
        if (before.isEmpty() || after.isEmpty()) {
            return fidelity(comparison);
        }
        Quality quality = after.getFirst();
        Estimate estimate = quality.estimate();
        String note =
                texts.get(
                        "compare.quality.note",
                        Numbers.percent(before.getFirst().estimate().value()),
                        difference(comparison.qualityDifference())
                                + predicted.map(this::predicted).orElse(""));
        String interval =
                texts.get(
                        "compare.quality.source",
                        Numbers.percent(estimate.low()),
                        Numbers.percent(estimate.high()),
                        source(quality.provenance()));
        return new CompareTile(
                metric(quality.metric()),
                Numbers.percent(estimate.value()),
                note,
                estimate.value(),
                false,
                interval);
    }

    private String predicted(Estimate estimate) {
        return texts.get("compare.predicted", Numbers.percent(estimate.value()));
    }

    private CompareTile fidelity(Comparison comparison) {
        if (comparison.fidelity().isEmpty()) {
            return unknown("compare.quality.title");
        }
        Quality first = comparison.fidelity().getFirst();
        return new CompareTile(
                metric(first.metric()),
                Numbers.fixed(first.estimate().value(), 4),
                texts.get("compare.fidelity.note"),
                Double.NaN,
                false,
                source(first.provenance()));
    }

    private String metric(String key) {
        return switch (key) {
            case "top1" -> texts.get("compare.top1");
            case "probe-accuracy" -> texts.get("compare.probe");
            case "kl" -> texts.get("compare.kl");
            default -> key;
        };
    }

    private static String difference(@Nullable Estimate estimate) {
        return estimate == null
                ? ""
                : " · %s [%s, %s]"
                        .formatted(
                                Numbers.points(estimate.value()),
                                Numbers.signed(estimate.low() * 100, 1),
                                Numbers.signed(estimate.high() * 100, 1));
    }

    private CompareTile latency(@Nullable Latency base, @Nullable Latency candidate) {
        if (base == null || candidate == null) {
            return unknown("compare.latency.unknown");
        }
        double before = base.p50Ms().value();
        double after = candidate.p50Ms().value();
        String note =
                texts.get(
                        "compare.latency.note",
                        Numbers.millis(before),
                        Numbers.millis(candidate.p95Ms()),
                        Numbers.factor(before / after));
        return new CompareTile(
                texts.get("compare.latency.title", candidate.batch(), candidate.threads()),
                Numbers.millis(after),
                note,
                after / before,
                after > before * CLEARLY,
                candidate.provider() + ". " + source(candidate.provenance()));
    }

    private CompareTile size(ModelSize base, ModelSize candidate) {
        String note =
                texts.get(
                        "compare.size.note",
                        Numbers.bytes(base.denseFile()),
                        Numbers.factor((double) base.denseFile() / candidate.sparse()),
                        Numbers.bytes(candidate.denseFile()));
        return new CompareTile(
                texts.get("compare.size.title"),
                Numbers.bytes(candidate.sparse()),
                note,
                (double) candidate.sparse() / base.denseFile(),
                false,
                texts.get("compare.size.source"));
    }

    private CompareTile memory(long base, long candidate) {
        if (base < 0 || candidate < 0) {
            return unknown("compare.memory.title");
        }
        return new CompareTile(
                texts.get("compare.memory.title"),
                Numbers.bytes(candidate),
                texts.get(
                        "compare.memory.note",
                        Numbers.bytes(base),
                        Numbers.factor((double) base / Math.max(1, candidate))),
                (double) candidate / Math.max(1, base),
                candidate > base * CLEARLY,
                texts.get("compare.memory.source"));
    }

    private CompareTile unknown(String title) {
        String reason = texts.get("compare.notMeasured");
        return new CompareTile(texts.get(title), "–", reason, Double.NaN, false, reason);
    }

    private String source(Provenance provenance) {
        return texts.get(
                "compare.source",
                provenance.device(),
                provenance.versions(),
                provenance.data().isEmpty() ? "–" : cut(provenance.data()),
                cut(provenance.model()));
    }

    private static String cut(String hash) {
        return hash.length() <= 12 ? hash : hash.substring(0, 12);
    }
}
