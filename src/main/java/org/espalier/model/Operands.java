package org.espalier.model;

import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A node with what is known of its inputs, as the rules of shape inference read it.
 *
 * @param inputs one for each input; {@link Known#NOTHING} for those left out
 */
record Operands(Node node, List<Known> inputs, Map<String, Weight> weights, long opset) {

    /** What is known of an input; nothing if it is left out. */
    Known in(int index) {
        return index < inputs.size() ? inputs.get(index) : Known.NOTHING;
    }

    /** Type of an input. */
    @Nullable DType dtype(int index) {
        return in(index).dtype();
    }

    /** Axes of an input. */
    long @Nullable [] dims(int index) {
        return in(index).dims();
    }

    /** Elements of an integer input, if all are known. */
    long @Nullable [] ints(int index) {
        long[] content = in(index).content();
        return content == null || Arrays.stream(content).anyMatch(v -> v == Known.UNKNOWN_ELEMENT)
                ? null
                : content;
    }

    /** A list that older operator sets give as an attribute, newer ones as an input. */
    long @Nullable [] ints(String attribute, int index) {
        return node.attributes().containsKey(attribute)
                ? node.intsAttribute(attribute)
                : ints(index);
    }

    /** Whether such a list is there at all. */
    boolean has(String attribute, int index) {
        return node.attributes().containsKey(attribute) || node.input(index) != null;
    }

    /** The constant behind an input, if it is one. */
    @Nullable Tensor constant(int index) {
        Weight weight = weights.get(String.valueOf(node.input(index)));
        return weight == null ? null : weight.tensor();
    }

    /** An axis attribute as an index from the front. */
    int axis(String attribute, long fallback, int rank) {
        return axis(node.intAttribute(attribute, fallback), rank);
    }

    /** An axis as an index from the front. */
    static int axis(long axis, int rank) {
        return Math.toIntExact(axis < 0 ? axis + rank : axis);
    }
}
