package org.espalier.analyze;

import org.espalier.model.GraphIndex;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.model.Node;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a network is cut so that only what a layer's weight has a part in runs again.
 *
 * <p>The nodes that depend on the weight are affected. All other values that they read are live at
 * the cut: the layer's input, and whatever passes by it on other branches, such as a residual.
 *
 * @param live names of the live values, in the order of their first use; weights are not among them
 * @param affects names of all values that depend on the weight
 */
record LayerCut(List<String> live, Set<String> affects) {
    static LayerCut of(Network network, Layer layer) {
        Set<String> live = new LinkedHashSet<>();
        Set<String> affected = new HashSet<>(Set.of(layer.weight()));
        for (Node node : network.nodes()) {
            Set<String> reads = GraphIndex.reads(node);
            if (reads.stream().anyMatch(affected::contains)) {
                live.addAll(reads);
                affected.addAll(node.outputs());
            }
        }
        live.removeAll(affected);
        live.removeAll(network.weights().keySet());
        return new LayerCut(List.copyOf(live), affected);
    }
}
