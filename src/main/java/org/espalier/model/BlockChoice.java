package org.espalier.model;

import java.util.List;

/** How a network is to be cut into blocks. */
public sealed interface BlockChoice {
    /** Where the network repeats itself; one whose blocks hold convolutions stays whole. */
    record Automatic() implements BlockChoice {}

    /** Not at all. */
    record Whole() implements BlockChoice {}

    /**
     * By hand: a layer belongs to the block whose name its own begins with.
     *
     * @param names of modules, such as {@code encoder.layer.*}; {@code *} stands for any characters
     *     but a dot, {@code ?} for one
     */
    record Named(List<String> names) implements BlockChoice {}
}
