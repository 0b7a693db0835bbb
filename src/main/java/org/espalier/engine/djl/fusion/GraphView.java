package org.espalier.engine.djl.fusion;

import org.espalier.engine.Program;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a program as patterns look at them: who computes a value, who reads it. */
final class GraphView {
    /** How far a constant may be off: exports write them with few digits. */
    private static final double TOLERANCE = 1e-4;

    private final Network network;
    private final Set<String> feeds;
    private final Set<String> fetches;
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();

    GraphView(Program program, List<Node> nodes) {
        network = program.network();
        feeds = new HashSet<>(program.feeds());
        fetches = new HashSet<>(program.fetches());
        for (Node node : nodes) {
            node.outputs().forEach(output -> producers.put(output, node));
            node.inputs().forEach(input -> readers(input).add(node));
        }
        producers.keySet().removeAll(feeds);
    }

    private List<Node> readers(String value) {
        return readers.computeIfAbsent(value, key -> new ArrayList<>());
    }

    /** The node that computes a value, if it is an ONNX operator of this name. */
    @Nullable Node producer(String value, String op) {
        Node node = producers.get(value);
        return node != null && node.is(op) ? node : null;
    }

    /** A weight that the program does not feed, or null. */
    @Nullable Tensor constant(String value) {
        boolean fixed = network.weights().containsKey(value) && !feeds.contains(value);
        return fixed ? network.weight(value) : null;
    }

    boolean isConstant(String value) {
        return constant(value) != null;
    }

    /** Whether a value is a constant vector of floats. */
    boolean isVector(String value) {
        Tensor tensor = constant(value);
        return tensor != null && tensor.shape().rank() == 1 && tensor.dtype().isFloat();
    }

    /** The element of a constant that has one, or NaN. */
    double scalar(String value) {
        Tensor tensor = constant(value);
        return tensor != null && tensor.count() == 1 ? tensor.doubleAt(0) : Double.NaN;
    }

    boolean isScalar(String value, double expected) {
        return Math.abs(scalar(value) - expected) <= TOLERANCE * Math.abs(expected);
    }

    /** Whether a reduction is over the last axis, given as -1. */
    boolean isOverLastAxis(Node reduction) {
        long axis =
                reduction.inputs().size() > 1
                        ? (long) scalar(reduction.inputs().get(1))
                        : reduction.intsAttribute("axes", 0)[0];
        return axis == -1;
    }

    /** Whether nobody but these nodes sees what they compute, save for the last one's result. */
    boolean hides(List<Node> covered, Node last) {
        return covered.stream()
                .filter(node -> node != last)
                .flatMap(node -> node.outputs().stream())
                .noneMatch(output -> isSeenOutside(output, covered));
    }

    private boolean isSeenOutside(String value, List<Node> covered) {
        return fetches.contains(value) || !covered.containsAll(readers(value));
    }
}
