package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.Map;

/**
 * What a sensitivity table is asked for: each layer pruned alone, to each sparsity, by one method
 * with its default parameters.
 *
 * @param statistics of the layers, as far as the method or the table needs them
 * @param sparsities shares, ascending
 * @param patterns of which the instant table tells too
 */
public record ScanRequest(
        Network network,
        List<Layer> layers,
        CompressionMethod<?> method,
        Map<LayerId, LayerStatistics> statistics,
        double[] sparsities,
        List<Target.NM> patterns) {

    /** The same of some of the layers, whose statistics are these. */
    public ScanRequest of(List<Layer> some, Map<LayerId, LayerStatistics> known) {
        return new ScanRequest(network, some, method, known, sparsities, patterns);
    }

    /** The weight of a layer as it is. */
    Tensor weight(Layer layer) {
        return network.weight(layer.weight());
    }

    /** What the method makes of the weight of a layer at one of the sparsities. */
    Tensor pruned(Layer layer, int column, Progress progress) {
        return pruned(layer, new Target.Sparsity(sparsities[column]), progress);
    }

    /** What the method makes of the weight of a layer. */
    Tensor pruned(Layer layer, Target target, Progress progress) {
        return new LoneLayer(network, layer, statistics.get(layer.id()))
                .weight(method, target, progress);
    }

    /** A table of what is asked, filled with these damages. */
    SensitivityTable table(
            SensitivityTable.Measure measure,
            double[][] damage,
            List<SensitivityTable.PatternDamage> patterns) {
        List<LayerId> ids = layers.stream().map(Layer::id).toList();
        return new SensitivityTable(method.key(), measure, ids, sparsities, damage, patterns);
    }
}
