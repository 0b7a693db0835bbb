package org.espalier.ui.model;

import org.espalier.compress.LayerInputs;
import org.espalier.model.Layer;
import org.espalier.model.LayerSummary;
import org.espalier.ui.table.RowFilter;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A line of the layer table.
 *
 * @param largest share of any layer, to scale the bars
 * @param inputs what calibration learned of the layer; null before
 */
public record LayerRow(LayerSummary summary, double largest, @Nullable LayerInputs inputs) {
    /** What the filter of the layer table understands. */
    static final RowFilter<LayerRow> FILTER =
            new RowFilter<>(
                    Map.of(
                            "sparsity", row -> row.zeros() * 100,
                            "zeros", row -> row.zeros() * 100,
                            "share", row -> row.share() * 100,
                            "weights", LayerRow::weights,
                            "macs", LayerRow::macs,
                            "in", row -> row.layer().inChannels(),
                            "out", row -> row.layer().outFeatures(),
                            "rms", LayerRow::inputRms,
                            "dead", row -> row.inputs() == null ? Double.NaN : row.deadInputs()),
                    Map.of(
                            "name", LayerRow::name,
                            "kind", LayerRow::kind,
                            "pattern", LayerRow::pattern),
                    row -> row.name() + " " + row.kind() + " " + row.pattern());

    /** The layer. */
    public Layer layer() {
        return summary.layer();
    }

    /** The layer's name. */
    public String name() {
        return layer().id().name();
    }

    /** Operator, kernel and stride. */
    public String kind() {
        return layer().kind();
    }

    /** Channels or features in and out. */
    public String inOut() {
        return layer().inChannels() + " → " + layer().outFeatures();
    }

    /** Number of weights. */
    public long weights() {
        return layer().weightCount();
    }

    /** Share of the model's parameters. */
    public double share() {
        return summary.share();
    }

    /** Multiply-accumulates of one sample; -1 if unknown. */
    public long macs() {
        return layer().macs();
    }

    /** Share of zeros. */
    public double zeros() {
        return summary.sparsity();
    }

    /** The pattern that the zeros satisfy, empty if none. */
    public String pattern() {
        return summary.pattern24() ? "2:4" : summary.pattern48() ? "4:8" : "";
    }

    /** Root mean square of the inputs, over all samples; NaN before calibration. */
    public double inputRms() {
        LayerInputs known = inputs;
        if (known == null || known.tokens() == 0) {
            return Double.NaN;
        }
        double squares = 0;
        for (float norm : known.norms()) {
            squares += (double) norm * norm;
        }
        return Math.sqrt(squares / known.tokens() / known.norms().length);
    }

    /** Number of inputs that were always zero; -1 before calibration. */
    public int deadInputs() {
        return inputs == null ? -1 : inputs.dead();
    }
}
