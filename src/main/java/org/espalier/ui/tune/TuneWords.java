package org.espalier.ui.tune;

import org.espalier.analyze.SensitivityTable;
import org.espalier.model.LayerId;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Says in sentences what the Tune screen shows: the selection, a heatmap cell, a scan's state. */
final class TuneWords {
    private final Texts texts;

    TuneWords(Texts texts) {
        this.texts = texts;
    }

    /** What to do as long as there is no data. */
    String noData() {
        return texts.get("tune.noData");
    }

    String nothingSelected() {
        return texts.get("tune.nothing");
    }

    String selection(LayerId layer, double sparsity, boolean locked) {
        String lock = locked ? texts.get("tune.locked") : "";
        return texts.get("tune.selection", layer, Numbers.percent(sparsity), lock);
    }

    /** What a table knows of a layer at a sparsity. */
    String cell(SensitivityTable table, int layer, double sparsity) {
        boolean unknown = Arrays.stream(table.damage()[layer]).allMatch(Double::isNaN);
        String damage = unknown ? texts.get("tune.unknown") : damage(table, layer, sparsity);
        return texts.get(
                "tune.cell", table.layers().get(layer), Numbers.wholePercent(sparsity), damage);
    }

    private String damage(SensitivityTable table, int layer, double sparsity) {
        double damage = table.damageAt(layer, sparsity);
        return switch (table.measure()) {
            case OUTPUT_ERROR -> texts.get("tune.damage.error", Numbers.three(damage * 100));
            case ACCURACY_DROP -> texts.get("tune.damage.drop", Numbers.points(-damage));
            case KL_DIVERGENCE -> texts.get("tune.damage.kl", Numbers.fixed(damage, 4));
            case COSINE_DISTANCE -> texts.get("tune.damage.cosine", Numbers.fixed(damage, 4));
        };
    }

    /** What the heatmap is. */
    String map() {
        return texts.get("tune.hint");
    }

    /**
     * Caption of the Measured switch; with the known share while the scan of {@code table} runs.
     */
    String measuredCaption(@Nullable SensitivityTable table) {
        double known = table == null ? 0 : Sensitivities.known(table);
        return known == 0 || known == 1
                ? texts.get("tune.measured")
                : texts.get("tune.measured.share", Numbers.wholePercent(known));
    }
}
