package org.espalier.compress.statistics;

import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.model.Layer;
import org.espalier.tensor.LinearAlgebra;

import java.util.List;

/**
 * A value of the graph as one or several layers see it: as rows of features, or as patches under a
 * moving window. Layers of equal views have equal statistics (query, key and value of an attention
 * block), which need be collected once.
 *
 * @param value name of the value
 * @param axes how the window moves; empty for Gemm and MatMul
 * @param columns input features that one output sees
 * @param groups of the convolution
 */
public record InputView(String value, List<WindowAxis> axes, int columns, int groups) {

    /** What a layer sees. */
    public static InputView of(Layer layer) {
        return new InputView(
                layer.input(),
                WindowAxis.of(layer),
                layer.layout().columns(),
                layer.layout().groups());
    }

    /** A collector that has seen nothing yet. */
    public StatisticsCollector collector(Kind kind, LinearAlgebra algebra) {
        return axes.isEmpty()
                ? new FeatureCollector(this, kind, algebra)
                : new PatchCollector(this, kind, algebra);
    }
}
