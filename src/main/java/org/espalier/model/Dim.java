package org.espalier.model;

/** The size of an axis as a graph declares or infers it. */
public sealed interface Dim {
    /** A known size. */
    record Fixed(long size) implements Dim {}

    /** A size known by a name only, such as {@code batch}. */
    record Symbol(String name) implements Dim {}

    /** Nothing known. */
    record Unknown() implements Dim {}

    /** A known size. */
    static Dim of(long size) {
        return new Fixed(size);
    }
}
