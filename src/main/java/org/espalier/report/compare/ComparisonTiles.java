package org.espalier.report.compare;

import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.report.Numbers;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The four numbers of a comparison: quality, latency, size, memory. A difference whose interval
 * holds zero is called not distinguishable.
 */
public final class ComparisonTiles {
    private static final double CLEARLY = 1.05;

    private final ReportTexts texts = new ReportTexts();
    private final ComparedPair pair;
    private final Comparison comparison;

    private ComparisonTiles(ComparedPair pair) {
        this.pair = pair;
        this.comparison = pair.comparison();
    }

    /** The tiles, in the order named above. */
    public static List<MeasureTile> of(ComparedPair pair) {
        ComparisonTiles tiles = new ComparisonTiles(pair);
        ModelMeasures base = pair.comparison().base();
        ModelMeasures candidate = pair.comparison().candidate();
        return List.of(
                tiles.quality(),
                tiles.latency(base.latency(), candidate.latency()),
                tiles.size(base.size(), candidate.size()),
                tiles.memory(base.peakMemoryBytes(), candidate.peakMemoryBytes()));
    }

    private MeasureTile quality() {
        List<Quality> before = comparison.base().quality();
        List<Quality> after = comparison.candidate().quality();
        if (before.isEmpty() || after.isEmpty()) {
            return fidelity();
        }
        Quality quality = after.getFirst();
        if (RunMetric.isPerplexity(quality)) {
            return perplexity(before.getFirst(), quality);
        }
        Estimate estimate = quality.estimate();
        Estimate predicted = pair.predicted();
        String note =
                texts.get(
                        "report.quality.note",
                        Numbers.percent(before.getFirst().estimate().value()),
                        difference(comparison.qualityDifference()));
        String interval =
                texts.get(
                        "report.quality.source",
                        Numbers.percent(estimate.low()),
                        Numbers.percent(estimate.high()),
                        predicted == null
                                ? ""
                                : texts.get("report.predicted", Numbers.percent(predicted.value())),
                        source(quality.provenance()));
        return new MeasureTile(
                metric(quality.metric()),
                Numbers.percent(estimate.value()),
                note,
                estimate.value(),
                Headline.fell(comparison),
                interval);
    }

    private MeasureTile perplexity(Quality before, Quality after) {
        Estimate now = after.estimate();
        return new MeasureTile(
                texts.get("report.perplexity", Numbers.count(after.window().orElseThrow())),
                Numbers.fixed(now.value(), 2),
                texts.get(
                        "report.perplexity.note",
                        Numbers.fixed(before.estimate().value(), 2),
                        Numbers.fixed(now.low(), 2),
                        Numbers.fixed(now.high(), 2)),
                Double.NaN,
                now.low() > before.estimate().high(),
                texts.get(
                        "report.perplexity.source",
                        Numbers.count(after.samples()),
                        source(after.provenance())));
    }

    private String difference(@Nullable Estimate estimate) {
        if (estimate == null) {
            return "";
        }
        String interval =
                texts.get(
                        "report.quality.difference",
                        Numbers.points(estimate.value()),
                        Numbers.signed(estimate.low() * 100, 1),
                        Numbers.signed(estimate.high() * 100, 1));
        return holdsZero(estimate) ? interval + texts.get("report.same") : interval;
    }

    private static boolean holdsZero(Estimate estimate) {
        return estimate.low() <= 0 && estimate.high() >= 0;
    }

    private MeasureTile fidelity() {
        if (comparison.fidelity().isEmpty()) {
            return unknown("report.quality");
        }
        Quality first = comparison.fidelity().getFirst();
        return new MeasureTile(
                metric(first.metric()),
                Numbers.fixed(first.estimate().value(), 4),
                texts.get(
                        first.metric().equals("kl")
                                ? "report.fidelity.distance"
                                : "report.fidelity.closeness"),
                Double.NaN,
                false,
                source(first.provenance()));
    }

    private String metric(String key) {
        return switch (key) {
            case "top1" -> texts.get("report.top1");
            case "probe-accuracy" -> texts.get("report.probe");
            case "kl" -> texts.get("report.kl");
            case "cosine" -> texts.get("report.cosine");
            default -> key;
        };
    }

    private MeasureTile latency(@Nullable Latency base, @Nullable Latency candidate) {
        Estimate slower = comparison.latencyDifference();
        if (base == null || candidate == null || slower == null) {
            return unknown("report.latency.unknown");
        }
        double before = base.p50Ms().value();
        double after = candidate.p50Ms().value();
        String change =
                holdsZero(slower) ? texts.get("report.same.short") : Numbers.factor(before / after);
        String note =
                texts.get(
                        "report.latency.note",
                        Numbers.millis(before),
                        Numbers.millis(candidate.p95Ms()),
                        change,
                        pair.inTurn() ? "" : texts.get("report.latency.apart"));
        String source =
                texts.get(
                        "report.latency.source",
                        Numbers.millis(candidate.p50Ms().low()),
                        Numbers.millis(candidate.p50Ms().high()),
                        candidate.provider(),
                        source(candidate.provenance()));
        return new MeasureTile(
                texts.get("report.latency", candidate.batch(), candidate.threads()),
                Numbers.millis(after),
                note,
                Double.NaN,
                slower.low() > 0 && after > before * CLEARLY,
                source);
    }

    private MeasureTile size(ModelSize base, ModelSize candidate) {
        String note =
                texts.get(
                        "report.size.note",
                        Numbers.bytes(base.denseFile()),
                        Numbers.factor((double) base.denseFile() / candidate.sparse()),
                        Numbers.bytes(candidate.denseFile()));
        return new MeasureTile(
                texts.get("report.size"),
                Numbers.bytes(candidate.sparse()),
                note,
                Double.NaN,
                candidate.sparse() > base.denseFile() * CLEARLY,
                texts.get("report.size.source"));
    }

    private MeasureTile memory(long base, long candidate) {
        if (base < 0 || candidate < 0) {
            return unknown("report.memory");
        }
        return new MeasureTile(
                texts.get("report.memory"),
                Numbers.bytes(candidate),
                texts.get(
                        "report.memory.note",
                        Numbers.bytes(base),
                        Numbers.factor((double) base / Math.max(1, candidate))),
                Double.NaN,
                candidate > base * CLEARLY,
                texts.get("report.memory.source"));
    }

    private MeasureTile unknown(String title) {
        String reason = texts.get("report.notMeasured");
        return new MeasureTile(texts.get(title), "–", reason, Double.NaN, false, reason);
    }

    private String source(Provenance provenance) {
        String versions =
                provenance.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
        return texts.get(
                "report.source",
                provenance.device(),
                versions,
                provenance.data().isEmpty() ? "–" : cut(provenance.data()),
                cut(provenance.model()));
    }

    private static String cut(String hash) {
        return hash.length() <= 12 ? hash : hash.substring(0, 12);
    }
}
