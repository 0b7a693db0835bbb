package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** One application of an operator: its node, its arguments, and where to compute. */
public final class Call {
    private final Node node;
    private final long opset;
    private final NDManager manager;
    private final List<@Nullable Value> inputs;

    /**
     * Creates a call.
     *
     * @param opset version of the ONNX operator set that the model was written for
     * @param inputs one for each of the node's inputs, null for those left out
     */
    public Call(Node node, long opset, NDManager manager, List<@Nullable Value> inputs) {
        this.node = node;
        this.opset = opset;
        this.manager = manager;
        this.inputs = inputs;
    }

    Node node() {
        return node;
    }

    long opset() {
        return opset;
    }

    NDManager manager() {
        return manager;
    }

    int size() {
        return inputs.size();
    }

    boolean has(int index) {
        return index < inputs.size() && inputs.get(index) != null;
    }

    Value value(int index) {
        Value value = index < inputs.size() ? inputs.get(index) : null;
        if (value == null) {
            throw new IllegalArgumentException("input %d is missing".formatted(index));
        }
        return value;
    }

    /** An argument on the device. */
    NDArray in(int index) {
        return value(index).array();
    }

    /** An argument on the device, or null if it is left out. */
    @Nullable NDArray optional(int index) {
        return has(index) ? in(index) : null;
    }

    /** An argument in Java's memory: shapes, axes, scales. */
    Tensor host(int index) {
        return value(index).host();
    }

    long[] longs(int index) {
        return host(index).toLongs();
    }

    double scalar(int index) {
        return host(index).doubleAt(0);
    }

    /** Integers that are an attribute in older operator sets and an input in newer ones. */
    long @Nullable [] longs(int index, String attribute) {
        if (has(index)) {
            return longs(index);
        }
        return node.attributes().containsKey(attribute) ? node.intsAttribute(attribute) : null;
    }

    long integer(String attribute, long fallback) {
        return node.intAttribute(attribute, fallback);
    }

    boolean flag(String attribute) {
        return integer(attribute, 0) != 0;
    }

    float number(String attribute, double fallback) {
        return node.floatAttribute(attribute, (float) fallback);
    }

    String text(String attribute, String fallback) {
        return node.stringAttribute(attribute, fallback);
    }

    @Nullable Attribute attribute(String name) {
        return node.attributes().get(name);
    }

    /** An axis attribute as an index from 0. */
    int axis(String attribute, long fallback, int rank) {
        return Axes.normal(integer(attribute, fallback), rank);
    }

    /** A value in Java's memory as a result. */
    Value result(Tensor host) {
        return Value.of(manager, host);
    }

    /** A tensor as an operand on the device. */
    NDArray upload(Tensor tensor) {
        return Arrays.upload(manager, tensor);
    }
}
