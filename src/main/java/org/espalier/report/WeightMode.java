package org.espalier.report;

/** What a weight matrix is painted as. */
public enum WeightMode {
    /** Signed values: zero is the ground, signs differ in hue. */
    VALUE("value"),
    /** Sizes of values. */
    ABSOLUTE("absolute"),
    /** Which weights are zero, or would be by a mask. */
    MASK("mask"),
    /** Which groups of four along the inputs have fewer than two zeros. */
    VIOLATIONS("violations"),
    /** Size of the difference to the same layer of another model. */
    DIFFERENCE("difference");

    private final String key;

    WeightMode(String key) {
        this.key = key;
    }

    /** Name of its text. */
    public String key() {
        return key;
    }
}
