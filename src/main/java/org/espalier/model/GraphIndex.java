package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who computes and who reads each value of one graph. Built once, then answers at once. */
public final class GraphIndex {
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> consumers = new HashMap<>();

    /** Indexes the nodes of {@code graph}; those of sub-graphs count as the node that owns them. */
    public GraphIndex(Graph graph) {
        for (Node node : graph.nodes()) {
            node.outputs().forEach(output -> producers.put(output, node));
            for (String value : reads(node)) {
                consumers.computeIfAbsent(value, key -> new ArrayList<>()).add(node);
            }
        }
        producers.remove("");
    }

    /** The node that computes a value; null for inputs and initializers. */
    public @Nullable Node producer(String value) {
        return producers.get(value);
    }

    /** The nodes that read a value, in graph order, each once. */
    public List<Node> consumers(String value) {
        return consumers.getOrDefault(value, List.of());
    }

    /** The only node that reads a value; null if there are none or several. */
    public @Nullable Node onlyConsumer(String value) {
        List<Node> readers = consumers(value);
        return readers.size() == 1 ? readers.get(0) : null;
    }

    /** The values that a node reads: its inputs and what its sub-graphs take from around them. */
    public static Set<String> reads(Node node) {
        Set<String> values = new LinkedHashSet<>(node.inputs());
        node.subGraphs().forEach(graph -> values.addAll(captured(graph)));
        values.remove("");
        return values;
    }

    /** The values that a graph uses but does not define; none in a complete model. */
    public static Set<String> captured(Graph graph) {
        Set<String> used = new LinkedHashSet<>();
        graph.nodes().forEach(node -> used.addAll(reads(node)));
        graph.outputs().forEach(output -> used.add(output.name()));
        graph.nodes().forEach(node -> node.outputs().forEach(used::remove));
        graph.inputs().forEach(input -> used.remove(input.name()));
        used.removeAll(graph.weights().keySet());
        return used;
    }
}
