package org.espalier.model;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the nodes of a graph into topological order and checks that each value is defined once.
 *
 * <p>A graph that is in order stays as it is; otherwise the nodes move as little as needed (Kahn's
 * algorithm, the earliest ready node first).
 */
public final class GraphOrder {
    private static final int CYCLE_NODES_SHOWN = 6;

    private final Graph graph;
    private final Map<String, Integer> producers = new HashMap<>();
    private final List<List<Integer>> readers = new ArrayList<>();
    private final int[] waiting;

    private GraphOrder(Graph graph) {
        this.graph = graph;
        this.waiting = new int[graph.nodes().size()];
    }

    /**
     * The same graph, its nodes in topological order.
     *
     * @throws UserFacingException if a value is defined twice, a node has no output, or nodes wait
     *     for each other in a cycle
     */
    public static Graph sorted(Graph graph) {
        GraphOrder order = new GraphOrder(graph);
        order.define();
        order.connect();
        return new Graph(
                graph.name(),
                graph.inputs(),
                graph.outputs(),
                order.sort(),
                graph.weights(),
                graph.values());
    }

    private void define() {
        Set<String> entering = new HashSet<>();
        for (ValueInfo input : graph.inputs()) {
            if (!entering.add(input.name())) {
                throw duplicate(input.name(), "two inputs of the graph");
            }
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (node.output().isEmpty()) {
                throw UserFacingException.badInput(
                        "the node %s computes nothing: it names no output. Export the model again."
                                .formatted(node.name().isEmpty() ? node.op() : node.name()));
            }
            for (String output : node.outputs()) {
                defineOutput(output, i, entering);
            }
        }
    }

    private void defineOutput(String output, int node, Set<String> entering) {
        if (output.isEmpty()) {
            return;
        }
        Weight weight = graph.weights().get(output);
        boolean initializer = weight != null && weight.storage() == Weight.Storage.INITIALIZER;
        if (entering.contains(output) || initializer || producers.put(output, node) != null) {
            throw duplicate(output, "the node " + graph.nodes().get(node).label() + " and another");
        }
    }

    private static UserFacingException duplicate(String name, String by) {
        return UserFacingException.badInput(
                ("the value \"%s\" is defined twice, by %s. Names must be unique in a graph: rename"
                                + " one, or export the model again.")
                        .formatted(name, by));
    }

    private void connect() {
        graph.nodes().forEach(node -> readers.add(new ArrayList<>()));
        for (int i = 0; i < waiting.length; i++) {
            for (String value : GraphIndex.reads(graph.nodes().get(i))) {
                Integer producer = producers.get(value);
                if (producer != null) {
                    readers.get(producer).add(i);
                    waiting[i]++;
                }
            }
        }
    }

    private List<Node> sort() {
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> sorted = new ArrayList<>(waiting.length);
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            sorted.add(graph.nodes().get(next));
            for (int reader : readers.get(next)) {
                if (--waiting[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (sorted.size() < waiting.length) {
            throw cycle();
        }
        return Collections.unmodifiableList(sorted);
    }

    private UserFacingException cycle() {
        List<String> names =
                cycleFrom(firstWaiting()).stream()
                        .limit(CYCLE_NODES_SHOWN)
                        .map(i -> graph.nodes().get(i).label())
                        .collect(Collectors.toList());
        return UserFacingException.badInput(
                "its nodes wait for each other in a cycle: %s. Such a graph cannot run; export it again."
                        .formatted(String.join(" <- ", names)));
    }

    private int firstWaiting() {
        int first = 0;
        while (waiting[first] == 0) {
            first++;
        }
        return first;
    }

    /** Walks from a waiting node to the producers that it waits for, until one comes again. */
    private Deque<Integer> cycleFrom(int start) {
        Set<Integer> seen = new LinkedHashSet<>();
        Integer next = start;
        while (next != null && seen.add(next)) {
            next = waitingProducer(next);
        }
        Deque<Integer> cycle = new ArrayDeque<>(seen);
        while (next != null && !next.equals(cycle.peekFirst())) {
            cycle.removeFirst();
        }
        return cycle;
    }

    private @Nullable Integer waitingProducer(int node) {
        for (String value : GraphIndex.reads(graph.nodes().get(node))) {
            Integer producer = producers.get(value);
            if (producer != null && waiting[producer] > 0) {
                return producer;
            }
        }
        return null;
    }
}
