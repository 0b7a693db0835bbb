package org.espalier.engine.djl.fusion;

import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A pattern of nodes and what computes the same in fewer. */
interface Fusion {
    /**
     * The replacement of a pattern that ends in {@code last}, or null if there is none.
     *
     * <p>A fusion need not care who else reads the values inside the pattern: a match whose inner
     * values are fetched, or read elsewhere, is dropped.
     */
    @Nullable Match match(Node last, GraphView graph);

    /**
     * A found pattern.
     *
     * @param covered all its nodes, the last one too
     * @param replacement nodes to put in place of the last one, in order
     */
    record Match(List<Node> covered, List<Node> replacement) {
        /** A match with a single node in place of the pattern. */
        static Match of(Found found, Node replacement) {
            return new Match(found.nodes(), List.of(replacement));
        }
    }
}
