package org.espalier.data;

/** A sample as people see it, before any preprocessing. */
public sealed interface Sample {
    /**
     * An image.
     *
     * @param argb row by row
     */
    record Image(int rows, int columns, int[] argb) implements Sample {}

    /** A text. */
    record Words(String text) implements Sample {}

    /** Numbers that nobody can look at. */
    record Unseen() implements Sample {}
}
