package org.espalier.model.checkpoint;

import org.espalier.model.Attribute;

import java.util.List;
import java.util.Map;

/**
 * Scaled dot-product attention, with as many or fewer heads for keys and values than for queries.
 *
 * <p>Query heads that share a key head are stacked into the rows of one product, so that nothing is
 * repeated.
 *
 * @param heads heads of the queries
 * @param keyHeads heads of keys and values, a divisor of {@code heads}
 * @param width features of a head
 * @param scale factor of the scores
 * @param cap soft bound of the scores; none if 0
 */
record Attention(int heads, int keyHeads, int width, double scale, double cap) {

    /** As most have it: a key head for each query head, scores over the root of their width. */
    static Attention plain(int heads, int width) {
        return new Attention(heads, heads, width, 1 / Math.sqrt(width), 0);
    }

    /** Features of all query heads. */
    long queryWidth() {
        return (long) heads * width;
    }

    /** Features of all key heads. */
    long keyWidth() {
        return (long) keyHeads * width;
    }

    /** (batch, length, features) to (batch, heads, length, width). */
    String queries(ModuleGraph graph, String x) {
        return split(graph, x, heads);
    }

    /** (batch, length, features) of keys or values to (batch, key heads, length, width). */
    String keys(ModuleGraph graph, String x) {
        return split(graph, x, keyHeads);
    }

    /** Queries, keys and values that lie side by side in each head of (batch, length, 3 heads). */
    List<String> interleaved(ModuleGraph graph, String x) {
        String perHead = graph.reshape(x, 0, 0, heads, 3L * width);
        return graph.split(graph.transpose(perHead, 0, 2, 1, 3), width, width, width);
    }

    /** The same as below for queries, keys and values (batch, length, features). */
    String context(ModuleGraph graph, List<String> parts, String mask) {
        return context(
                graph,
                queries(graph, parts.get(0)),
                keys(graph, parts.get(1)),
                keys(graph, parts.get(2)),
                mask);
    }

    private String split(ModuleGraph graph, String x, int count) {
        return graph.transpose(graph.reshape(x, 0, 0, count, width), 0, 2, 1, 3);
    }

    /**
     * What each position takes from the others: (batch, length, features of all query heads).
     *
     * @param queries (batch, heads, length, width)
     * @param keys (batch, key heads, length, width)
     * @param values as {@code keys}
     * @param mask added to the scores (batch, heads, length, positions seen)
     */
    String context(ModuleGraph graph, String queries, String keys, String values, String mask) {
        String allKeys = graph.remembered(keys, keyHeads, width);
        String allValues = graph.remembered(values, keyHeads, width);
        String transposed = graph.transpose(allKeys, 0, 1, 3, 2);
        String product = graph.op("MatMul", stacked(graph, queries, width), transposed);
        String scores = graph.scaled(unstacked(graph, product, 0), scale);
        String masked = graph.add(Modules.softCap(graph, scores, cap), mask);
        String weights = graph.op("Softmax", Map.of("axis", new Attribute.IntValue(-1)), masked);
        String taken = graph.op("MatMul", stacked(graph, weights, 0), allValues);
        String perHead = unstacked(graph, taken, width);
        return graph.reshape(graph.transpose(perHead, 0, 2, 1, 3), 0, 0, queryWidth());
    }

    private String stacked(ModuleGraph graph, String x, long last) {
        return heads == keyHeads ? x : graph.reshape(x, 0, keyHeads, -1, last);
    }

    private String unstacked(ModuleGraph graph, String x, long last) {
        return heads == keyHeads ? x : graph.reshape(x, 0, heads, -1, last);
    }
}
