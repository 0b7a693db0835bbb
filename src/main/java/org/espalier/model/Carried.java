package org.espalier.model;

/**
 * What a format's reader keeps of a file beside the {@link Network}: functions, quantization
 * annotations, unknown fields, and how each weight was encoded.
 *
 * <p>Only the writer of the same format looks inside, so that an untouched model is written as it
 * was read. A network made by the program carries {@link #NOTHING}.
 */
public interface Carried {
    /** For a network that no file stands behind. */
    Carried NOTHING = new Carried() {};
}
