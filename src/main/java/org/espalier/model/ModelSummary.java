package org.espalier.model;

import java.util.List;

/**
 * What {@code inspect} and the layer table show of a model.
 *
 * @param parameters number of values in all floating-point weights, biases and normalization
 *     statistics included; single numbers in Constant nodes are part of the arithmetic, not counted
 * @param layers in topological order
 */
public record ModelSummary(long parameters, List<LayerSummary> layers) {

    /** Looks at each layer's weight once. */
    public static ModelSummary of(Network network) {
        return of(network, Layers.of(network));
    }

    /** The same for layers that are known already. */
    public static ModelSummary of(Network network, List<Layer> layers) {
        long parameters = parameters(network.graph());
        return new ModelSummary(
                parameters,
                layers.stream()
                        .parallel()
                        .map(layer -> LayerSummary.of(layer, network, parameters))
                        .toList());
    }

    /** Multiply-accumulates of all layers for one sample; those that are not known count as 0. */
    public long macs() {
        return layers.stream().mapToLong(summary -> Math.max(0, summary.layer().macs())).sum();
    }

    private static long parameters(Graph graph) {
        long own =
                graph.weights().values().stream()
                        .filter(ModelSummary::isParameter)
                        .mapToLong(weight -> weight.tensor().count())
                        .sum();
        return own
                + graph.nodes().stream()
                        .flatMap(node -> node.subGraphs().stream())
                        .mapToLong(ModelSummary::parameters)
                        .sum();
    }

    private static boolean isParameter(Weight weight) {
        boolean number =
                weight.storage() == Weight.Storage.CONSTANT_NODE && weight.tensor().count() == 1;
        return weight.tensor().dtype().isFloat() && !number;
    }
}
