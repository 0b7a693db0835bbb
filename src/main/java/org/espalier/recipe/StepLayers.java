package org.espalier.recipe;

import static java.util.stream.Collectors.joining;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.LayerSummary;
import org.espalier.model.Layers;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The layers that a step works on. A layer that the step leaves out keeps its weight; so where
 * another layer uses the same weight, that one is spared too.
 *
 * @param all layers of the network
 * @param targets of the layers that the step names
 */
record StepLayers(Network network, List<Layer> all, Map<LayerId, Target> targets) {
    static StepLayers of(Network network, PruneStep step) {
        List<Layer> all = Layers.of(network);
        return new StepLayers(network, all, step.targets(all.stream().map(Layer::id).toList()));
    }

    /** The layers to compress. */
    List<Layer> chosen() {
        return named().filter(layer -> keepers(layer).isEmpty()).toList();
    }

    /** What was done to the chosen layers, followed by why the spared ones stay as they are. */
    List<LayerOutcome> outcomes(List<LayerOutcome> done, PruneStep step) {
        List<LayerOutcome> outcomes = new ArrayList<>(done);
        named().filter(layer -> !keepers(layer).isEmpty())
                .map(layer -> spared(layer, step))
                .forEach(outcomes::add);
        return List.copyOf(outcomes);
    }

    private Stream<Layer> named() {
        return all.stream().filter(layer -> targets.containsKey(layer.id()));
    }

    /** The layers left out whose weight a layer would change. */
    private List<Layer> keepers(Layer layer) {
        return all.stream()
                .filter(other -> other.weight().equals(layer.weight()))
                .filter(other -> !targets.containsKey(other.id()))
                .toList();
    }

    private LayerOutcome spared(Layer layer, PruneStep step) {
        String keepers = keepers(layer).stream().map(l -> l.id().name()).collect(joining(", "));
        return new LayerOutcome(
                layer.id(),
                step.method(),
                Objects.requireNonNull(targets.get(layer.id())),
                LayerSummary.of(layer, network, layer.weightCount()).sparsity(),
                "Left as it is: it shares its weight with %s, which this step leaves out."
                        .formatted(keepers));
    }
}
