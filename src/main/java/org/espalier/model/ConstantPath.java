package org.espalier.model;

import org.jspecify.annotations.Nullable;

/**
 * The stored weight behind an operator's input, seen through Identity, Cast and 2-D Transpose.
 *
 * @param weight name of the weight in the graph
 * @param transposed whether an odd number of transpositions lies between
 */
record ConstantPath(String weight, boolean transposed) {

    /** Follows {@code value} back to a weight; null if it is computed. */
    static @Nullable ConstantPath of(String value, Graph graph, GraphIndex index) {
        boolean transposed = false;
        String at = value;
        while (!graph.weights().containsKey(at)) {
            Node node = index.producer(at);
            String before = node == null ? null : passedThrough(node);
            if (node == null || before == null) {
                return null;
            }
            transposed ^= node.is("Transpose");
            at = before;
        }
        return new ConstantPath(at, transposed);
    }

    private static @Nullable String passedThrough(Node node) {
        boolean passes = node.is("Identity") || node.is("Cast") || isMatrixTranspose(node);
        return passes ? node.input(0) : null;
    }

    private static boolean isMatrixTranspose(Node node) {
        long[] order = node.intsAttribute("perm", 1, 0);
        return node.is("Transpose") && order.length == 2 && order[0] == 1 && order[1] == 0;
    }
}
