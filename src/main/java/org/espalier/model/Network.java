package org.espalier.model;

import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model, whatever file it came from: an ONNX graph with its weights and metadata.
 *
 * <p>Immutable. A changed model shares everything that did not change with the one it came from,
 * weights above all, which are mapped from the file where possible.
 *
 * @param carried what the file holds beside this; {@link Carried#NOTHING} if there is no file
 */
public record Network(ModelMetadata metadata, Graph graph, Carried carried) {

    /** Nodes in topological order. */
    public List<Node> nodes() {
        return graph.nodes();
    }

    /** All constants by value name. */
    public Map<String, Weight> weights() {
        return graph.weights();
    }

    /**
     * The tensor of a weight.
     *
     * @throws IllegalArgumentException if there is no such weight
     */
    public Tensor weight(String name) {
        Weight weight = graph.weights().get(name);
        if (weight == null) {
            throw new IllegalArgumentException("no weight " + name);
        }
        return weight.tensor();
    }

    /** Inputs that a caller has to feed: declared inputs that are not also weights. */
    public List<ValueInfo> inputs() {
        return graph.inputs().stream()
                .filter(input -> !graph.weights().containsKey(input.name()))
                .toList();
    }

    /** What the model gives back. */
    public List<ValueInfo> outputs() {
        return graph.outputs();
    }

    /** The same model with some weights replaced; shapes must stay. */
    public Network withWeights(Map<String, Tensor> replacements) {
        Map<String, Weight> weights = new LinkedHashMap<>(graph.weights());
        replacements.forEach(
                (name, tensor) -> {
                    if (!weight(name).shape().equals(tensor.shape())) {
                        throw new IllegalArgumentException(
                                "weight " + name + " has another shape than " + tensor);
                    }
                    weights.computeIfPresent(name, (key, weight) -> weight.with(tensor));
                });
        return withGraph(
                new Graph(
                        graph.name(),
                        graph.inputs(),
                        graph.outputs(),
                        graph.nodes(),
                        weights,
                        graph.values()));
    }

    /** The same metadata around another graph. */
    public Network withGraph(Graph other) {
        return new Network(metadata, other, carried);
    }
}
