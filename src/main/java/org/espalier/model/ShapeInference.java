package org.espalier.model;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types and sizes of all values of a network, once its free axes are given a size.
 *
 * <p>Follows the graph in order, with one rule an operator ({@link ShapeRules}), and computes the
 * small integer tensors from which exports build the shapes of Reshape, Slice and Expand. An
 * operator without a rule leaves its outputs as the file states them, or unknown; nothing fails.
 */
public final class ShapeInference {
    private final Network network;
    private final Map<String, Long> axisSizes;
    private final Map<String, Known> values = new HashMap<>();

    private ShapeInference(Network network, Map<String, Long> axisSizes) {
        this.network = network;
        this.axisSizes = axisSizes;
    }

    /**
     * Infers all values of the main graph.
     *
     * @param axisSizes sizes of the inputs' named axes; those not named here, and axes of unknown
     *     size, are taken as 1
     */
    public static ShapeInference of(Network network, Map<String, Long> axisSizes) {
        ShapeInference inference = new ShapeInference(network, axisSizes);
        inference.run();
        return inference;
    }

    /** The sizes of a value; empty unless each is known. */
    public Optional<Shape> shape(String value) {
        Known known = known(value);
        long[] dims = known.dims();
        try {
            return dims != null && known.isComplete()
                    ? Optional.of(Shape.of(dims))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // More elements than can be counted: the file's sizes make no sense.
            return Optional.empty();
        }
    }

    /** The element type of a value. */
    public Optional<DType> dtype(String value) {
        return Optional.ofNullable(known(value).dtype());
    }

    private Known known(String value) {
        return values.getOrDefault(value, Known.NOTHING);
    }

    private void run() {
        network.graph().inputs().forEach(input -> values.put(input.name(), input(input)));
        network.weights().forEach((name, weight) -> values.put(name, constant(weight.tensor())));
        for (Node node : network.nodes()) {
            List<Known> outputs = infer(node);
            for (int i = 0; i < node.outputs().size(); i++) {
                String name = node.outputs().get(i);
                Known output = i < outputs.size() ? outputs.get(i) : Known.NOTHING;
                values.putIfAbsent(name, completed(output, network.graph().values().get(name)));
            }
        }
        values.remove("");
    }

    private Known input(ValueInfo input) {
        List<Dim> dims = input.dims();
        return dims == null
                ? Known.NOTHING.withType(input.dtype())
                : Known.of(input.dtype(), dims.stream().mapToLong(this::size).toArray());
    }

    private long size(Dim dim) {
        return switch (dim) {
            case Dim.Fixed fixed -> fixed.size();
            case Dim.Symbol symbol -> axisSizes.getOrDefault(symbol.name(), 1L);
            case Dim.Unknown unknown -> 1;
        };
    }

    private static Known constant(Tensor tensor) {
        Known known = Known.of(tensor.dtype(), tensor.shape().dims());
        boolean integer =
                switch (tensor.dtype()) {
                    case INT64, INT32, BOOL -> true;
                    default -> false;
                };
        return integer && tensor.count() <= Known.MAX_CONTENT
                ? known.withContent(tensor.toLongs())
                : known;
    }

    private List<Known> infer(Node node) {
        ShapeRules.Rule rule = node.is(node.op()) ? ShapeRules.of(node.op()) : null;
        if (rule == null) {
            return List.of();
        }
        List<Known> inputs = new ArrayList<>(node.inputs().size());
        node.inputs().forEach(name -> inputs.add(known(name)));
        try {
            return rule.infer(
                    new Operands(node, inputs, network.weights(), network.metadata().opset()));
        } catch (IndexOutOfBoundsException
                | ArithmeticException
                | NegativeArraySizeException
                | IllegalArgumentException e) {
            // The node breaks its operator's rules, so nothing can be said of its outputs.
            return List.of();
        }
    }

    /** Fills what the rule left open from what the file states, fixed sizes only. */
    private static Known completed(Known known, @Nullable ValueInfo stated) {
        if (stated == null || known.isComplete()) {
            return known;
        }
        Known typed = known.dtype() == null ? known.withType(stated.dtype()) : known;
        List<Dim> dims = stated.dims();
        long[] found = known.dims();
        if (dims == null || found != null && found.length != dims.size()) {
            return typed;
        }
        long[] merged = found == null ? new long[dims.size()] : found.clone();
        if (found == null) {
            Arrays.fill(merged, Known.UNKNOWN);
        }
        for (int i = 0; i < merged.length; i++) {
            if (merged[i] == Known.UNKNOWN && dims.get(i) instanceof Dim.Fixed fixed) {
                merged[i] = fixed.size();
            }
        }
        return typed.withDims(merged);
    }
}
