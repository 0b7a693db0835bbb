package org.espalier.ui.model;

import org.espalier.report.Numbers;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A number of a layer that boxes of the graph can be coloured by. */
public enum LayerMetric {
    /** Share of weights that are zero. */
    SPARSITY("sparsity", LayerRow::zeros),
    /** Number of weights. */
    WEIGHTS("weights", LayerRow::weights),
    /** Share of the model's parameters. */
    SHARE("share", LayerRow::share),
    /** Multiply-accumulates of one sample. */
    MACS("macs", row -> Math.max(0, row.macs())),
    /** Root mean square of the inputs; NaN before calibration. */
    INPUT_RMS("inputRms", LayerRow::inputRms),
    /** Inputs that were always zero; NaN before calibration. */
    DEAD_INPUTS("deadInputs", row -> row.inputs() == null ? Double.NaN : row.deadInputs());

    private final String key;
    private final ToDoubleFunction<LayerRow> value;

    LayerMetric(String key, ToDoubleFunction<LayerRow> value) {
        this.key = key;
        this.value = value;
    }

    /** Name of its text. */
    public String key() {
        return key;
    }

    /**
     * The mean over layers; of the sparsity, the sparsity of them together.
     *
     * @return NaN if it is not known of them all
     */
    public double of(List<LayerRow> rows) {
        if (this == SPARSITY) {
            double weights = rows.stream().mapToDouble(LayerRow::weights).sum();
            return rows.stream().mapToDouble(row -> row.zeros() * row.weights()).sum() / weights;
        }
        return rows.stream().mapToDouble(value).average().orElse(0);
    }

    /** A value in words. */
    public String text(double of) {
        return switch (this) {
            case SPARSITY, SHARE -> Numbers.percent(of);
            case WEIGHTS, MACS -> Numbers.compact(of);
            case INPUT_RMS, DEAD_INPUTS -> Double.isNaN(of) ? "–" : Numbers.three(of);
        };
    }
}
