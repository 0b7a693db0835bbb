package org.espalier.analyze;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.Map;

/**
 * What a sensitivity table is asked for: each layer pruned alone, to each sparsity, by one method.
 *
 * @param scope which weights compete
 * @param statistics of the layers, as far as the method or the table needs them
 * @param sparsities shares, ascending
 */
public record ScanRequest(
        Network network,
        List<Layer> layers,
        PruningMethod method,
        Scope scope,
        Map<LayerId, LayerStatistics> statistics,
        double[] sparsities) {

    /** The weight of a layer as it is. */
    Tensor weight(Layer layer) {
        return network.weight(layer.weight());
    }

    /** What the method prunes of a layer at one of the sparsities. */
    Mask mask(Layer layer, int column) {
        return method.mask(
                layer,
                weight(layer),
                statistics.get(layer.id()),
                new Target.Sparsity(sparsities[column]),
                scope);
    }

    /** A table of what is asked, filled with these damages. */
    SensitivityTable table(SensitivityTable.Measure measure, double[][] damage) {
        return new SensitivityTable(
                method.key(), measure, layers.stream().map(Layer::id).toList(), sparsities, damage);
    }
}
