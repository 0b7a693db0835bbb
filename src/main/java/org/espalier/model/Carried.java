package org.espalier.model;

import java.util.List;

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

    /**
     * What to carry beside a network that lost blocks.
     *
     * @param blocks names of those that are gone
     * @param graph what is left
     * @throws org.espalier.base.UserFacingException if the format cannot say so
     */
    default Carried without(List<String> blocks, Graph graph) {
        return this;
    }
}
