package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A layer that is compressed while all others stay as they are.
 *
 * @param statistics of the layer's inputs; null where the method needs none
 */
record LoneLayer(Network network, Layer layer, @Nullable LayerStatistics statistics) {
    /** The weight as it is. */
    Tensor weight() {
        return network.weight(layer.weight());
    }

    /** What a method with its default parameters makes of it. */
    <P extends Params> CompressionResult compressed(
            CompressionMethod<P> method, Target target, Progress progress) {
        Map<LayerId, LayerStatistics> known =
                statistics == null ? Map.of() : Map.of(layer.id(), statistics);
        return method.apply(
                new CompressionTask<>(
                        network,
                        List.of(layer),
                        method.defaultParams(),
                        Map.of(layer.id(), target),
                        known),
                progress);
    }

    /** The weight that a method with its default parameters makes of it. */
    Tensor weight(CompressionMethod<?> method, Target target, Progress progress) {
        return compressed(method, target, progress).network().weight(layer.weight());
    }
}
