package org.espalier.model;

import org.espalier.tensor.Tensor;

/**
 * A constant tensor of a graph.
 *
 * @param storage how the file holds it, so that writing gives the same file back
 */
public record Weight(String name, Tensor tensor, Storage storage) {
    /** Where a constant lives in the file. */
    public enum Storage {
        /** Among the graph's initializers. */
        INITIALIZER,
        /** In a Constant node with this output. */
        CONSTANT_NODE
    }

    /** The same weight with other values. */
    public Weight with(Tensor other) {
        return new Weight(name, other, storage);
    }
}
