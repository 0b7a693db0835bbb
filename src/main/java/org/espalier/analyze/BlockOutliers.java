package org.espalier.analyze;

import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.prune.OutlierRatio;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How many weights stand out in the blocks of a network, after a calibration of the network as it
 * is. Each ratio reads all weights of its layers once, and is kept. For any thread.
 */
public final class BlockOutliers {
    private final Network network;
    private final List<Block> blocks;
    private final Map<LayerId, LayerInputs> inputs;
    private final Map<List<LayerId>, Double> ratios = new ConcurrentHashMap<>();

    /**
     * Of a calibrated network.
     *
     * @param inputs of all layers
     */
    public BlockOutliers(Network network, List<Block> blocks, List<LayerInputs> inputs) {
        this.network = network;
        this.blocks = List.copyOf(blocks);
        this.inputs = inputs.stream().collect(Collectors.toMap(LayerInputs::layer, layer -> layer));
    }

    /** The blocks in topological order. */
    List<Block> blocks() {
        return blocks;
    }

    /** The {@link OutlierRatio} of these layers of one block. */
    double ratio(List<Layer> layers) {
        return ratios.computeIfAbsent(
                layers.stream().map(Layer::id).toList(), ids -> compute(layers, ids));
    }

    private double compute(List<Layer> layers, List<LayerId> ids) {
        Map<LayerId, LayerStatistics> statistics =
                inputs.entrySet().stream()
                        .filter(entry -> ids.contains(entry.getKey()))
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> entry.getValue().statistics()));
        return OutlierRatio.of(layers, network, statistics);
    }
}
