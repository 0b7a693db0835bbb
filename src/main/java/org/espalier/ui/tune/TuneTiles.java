package org.espalier.ui.tune;

import org.espalier.analyze.ScheduleTotals;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.Quality;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.espalier.ui.tune.Tile.Tone;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Says in four tiles what a schedule would come to. */
final class TuneTiles {
    private static final String UNKNOWN = "–";
    private static final double NOTABLE = 1.05;
    private static final double LOSS = -0.005;

    private final Texts texts;

    TuneTiles(Texts texts) {
        this.texts = texts;
    }

    List<Tile> of(ScheduleTotals totals, Baseline baseline) {
        return List.of(
                sparsity(totals),
                accuracy(totals, baseline.quality()),
                size(totals),
                latency(totals, baseline.latency()));
    }

    private Tile sparsity(ScheduleTotals totals) {
        String note =
                texts.get(
                        "tile.sparsity.note",
                        Numbers.compact(totals.zeros()),
                        Numbers.compact(totals.weights()));
        return plain("tile.sparsity", Numbers.percent(totals.sparsity()), note);
    }

    private Tile accuracy(ScheduleTotals totals, @Nullable Quality baseline) {
        Optional<Estimate> predicted = totals.accuracy();
        if (baseline == null) {
            return plain("tile.quality", UNKNOWN, texts.get("tile.quality.note"));
        }
        if (baseline.window().isPresent()) {
            return perplexity(baseline, baseline.window().getAsInt());
        }
        String measured = Numbers.percent(baseline.estimate().value());
        if (predicted.isEmpty()) {
            String note = texts.get("tile.accuracy.unknown", measured);
            return plain("tile.accuracy", UNKNOWN, note);
        }
        Estimate estimate = predicted.get();
        double change = estimate.value() - baseline.estimate().value();
        String note =
                texts.get(
                        "tile.accuracy.note",
                        Numbers.percent(estimate.low()),
                        Numbers.percent(estimate.high()),
                        measured);
        boolean atBest = totals.unknownPatterns() > 0;
        return new Tile(
                texts.get("tile.accuracy"),
                Numbers.percent(estimate.value()),
                Numbers.points(change),
                change < LOSS ? Tone.BAD : Tone.NEUTRAL,
                atBest ? texts.get("tile.accuracy.patterns", totals.unknownPatterns()) : note,
                atBest,
                texts.get("tile.accuracy.source"));
    }

    /** Of the model as it is: what a schedule leaves of it is measured, not predicted. */
    private Tile perplexity(Quality baseline, int window) {
        Estimate measured = baseline.estimate();
        String note =
                texts.get(
                        "tile.perplexity.note",
                        Numbers.three(measured.low()),
                        Numbers.three(measured.high()),
                        Numbers.count(baseline.samples()),
                        Numbers.count(window));
        return plain("tile.perplexity", Numbers.three(measured.value()), note);
    }

    private Tile size(ScheduleTotals totals) {
        double factor = (double) totals.denseBytes() / Math.max(1, totals.sparseBytes());
        return new Tile(
                texts.get("tile.size"),
                Numbers.bytes(totals.sparseBytes()),
                Numbers.factor(factor),
                factor > NOTABLE ? Tone.GOOD : Tone.NEUTRAL,
                texts.get("tile.size.note", Numbers.bytes(totals.denseBytes())),
                false,
                texts.get("tile.size.source"));
    }

    private Tile latency(ScheduleTotals totals, @Nullable Latency baseline) {
        return new Tile(
                texts.get("tile.latency"),
                baseline == null ? UNKNOWN : Numbers.millis(baseline.p50Ms().value()),
                baseline == null ? "" : Numbers.factor(1),
                Tone.NEUTRAL,
                totals.latencyNote(),
                totals.zeros() > 0,
                texts.get("tile.latency.source"));
    }

    private Tile plain(String key, String value, String note) {
        return new Tile(
                texts.get(key), value, "", Tone.NEUTRAL, note, false, texts.get(key + ".source"));
    }
}
