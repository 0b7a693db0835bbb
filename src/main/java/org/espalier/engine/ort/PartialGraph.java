package org.espalier.engine.ort;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Program;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.GraphIndex;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program as a graph of its own: feeds become inputs, fetches become outputs, and only the nodes
 * and weights between them are kept.
 *
 * <p>The needed nodes are found backwards from the fetches; a node needs its inputs and what its
 * sub-graphs take from around them. All weights become initializers, so that each can be handed
 * over, or fed, in the same way. Types that the file states for inner values are dropped: the
 * runtime infers them, and they may not hold for the batches that are fed at a cut.
 */
final class PartialGraph {
    private final Network network;
    private final Program program;
    private final List<Node> nodes;
    private final Map<String, Weight> weights;
    private final Map<String, ValueInfo> declared;

    /**
     * Finds what the program needs.
     *
     * @throws UserFacingException if a fetch, or something that it needs, is neither fed nor
     *     computed
     */
    PartialGraph(Program program) {
        this.program = program;
        this.network = program.network();
        Map<String, Node> producers = new HashMap<>();
        for (Node node : network.nodes()) {
            node.outputs().forEach(output -> producers.put(output, node));
        }
        producers.keySet().removeAll(network.weights().keySet());
        producers.keySet().removeAll(program.feeds());
        Set<String> needed = needed(producers);
        this.nodes =
                network.nodes().stream()
                        .filter(node -> isNeeded(node, needed, producers))
                        .map(PartialGraph::named)
                        .toList();
        this.weights = weights(needed);
        this.declared =
                network.graph().inputs().stream()
                        .collect(Collectors.toMap(ValueInfo::name, input -> input));
    }

    /** Weights that the part reads as constants, by name. */
    Map<String, Weight> weights() {
        return weights;
    }

    /** Nodes of the part, each with a name. */
    List<Node> nodes() {
        return nodes;
    }

    /** Feeds whose type nothing states: the values at which the network is cut. */
    List<String> cuts() {
        return program.feeds().stream().filter(name -> stated(name) == null).toList();
    }

    /**
     * The part as a network.
     *
     * @param atCuts a tensor for each of {@link #cuts()}, for its type and number of axes
     */
    Network network(Map<String, Tensor> atCuts) {
        List<ValueInfo> inputs =
                program.feeds().stream()
                        .map(
                                name -> {
                                    ValueInfo stated = stated(name);
                                    return stated != null ? stated : cut(name, atCuts);
                                })
                        .toList();
        List<ValueInfo> outputs =
                program.fetches().stream().map(name -> new ValueInfo(name, null, null)).toList();
        return network.withGraph(
                new Graph(network.graph().name(), inputs, outputs, nodes, weights, Map.of()));
    }

    private Set<String> needed(Map<String, Node> producers) {
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(program.fetches());
        while (!open.isEmpty()) {
            String value = open.pop();
            if (!needed.add(value) || program.feeds().contains(value)) {
                continue;
            }
            Node producer = producers.get(value);
            if (producer != null) {
                open.addAll(GraphIndex.reads(producer));
            } else if (!network.weights().containsKey(value)) {
                throw UserFacingException.badInput(
                        ("The value \"%s\" is needed but neither fed nor computed. Feed it, or"
                                        + " fetch something else.")
                                .formatted(value));
            }
        }
        return needed;
    }

    /** A node with a fed output does not run for it, but may run for another of its outputs. */
    private static boolean isNeeded(Node node, Set<String> needed, Map<String, Node> producers) {
        return node.outputs().stream()
                .anyMatch(output -> needed.contains(output) && producers.get(output) == node);
    }

    private Map<String, Weight> weights(Set<String> needed) {
        Map<String, Weight> kept = new LinkedHashMap<>();
        network.weights()
                .forEach(
                        (name, weight) -> {
                            if (needed.contains(name) && !program.feeds().contains(name)) {
                                kept.put(
                                        name,
                                        new Weight(
                                                name, weight.tensor(), Weight.Storage.INITIALIZER));
                            }
                        });
        return Collections.unmodifiableMap(kept);
    }

    private @Nullable ValueInfo stated(String feed) {
        Weight weight = network.weights().get(feed);
        if (weight != null) {
            Shape shape = weight.tensor().shape();
            List<Dim> dims = Arrays.stream(shape.dims()).mapToObj(Dim::of).toList();
            return new ValueInfo(feed, weight.tensor().dtype(), dims);
        }
        return declared.get(feed);
    }

    private static ValueInfo cut(String name, Map<String, Tensor> atCuts) {
        Tensor tensor = Feeds.required(atCuts, name);
        List<Dim> dims =
                Stream.<Dim>generate(Dim.Unknown::new).limit(tensor.shape().rank()).toList();
        return new ValueInfo(name, tensor.dtype(), dims);
    }

    /** Messages of the runtime name nodes; a node without a name gets its label. */
    private static Node named(Node node) {
        return node.name().isEmpty()
                ? new Node(
                        node.label(),
                        node.op(),
                        node.domain(),
                        node.inputs(),
                        node.outputs(),
                        node.attributes(),
                        node.doc())
                : node;
    }
}
