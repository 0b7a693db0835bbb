package org.espalier.report.graph;

import org.espalier.model.LayerId;

import java.util.List;

/**
 * One box of a drawn network.
 *
 * @param id unique in the graph, the same whatever else is folded
 * @param label what is written in the box
 * @param form the same text for boxes that compute the same with other weights
 * @param layers layers inside; none for an input and for plain arithmetic
 */
public record GraphBox(String id, Kind kind, String label, String form, List<LayerId> layers) {
    /** What a box stands for. */
    public enum Kind {
        /** What the caller feeds. */
        INPUT,
        /** Operators without a weight matrix. */
        ARITHMETIC,
        /** One layer and what follows it directly. */
        LAYER,
        /** A block that is repeated, one of its repetitions, folded. */
        BLOCK,
        /** All repetitions of a block, folded. */
        REPEAT;

        /** Whether there is something inside to unfold. */
        public boolean folded() {
            return this == BLOCK || this == REPEAT;
        }
    }
}
