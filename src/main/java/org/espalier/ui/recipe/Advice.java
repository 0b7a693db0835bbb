package org.espalier.ui.recipe;

import org.espalier.compress.CompressionMethod;

import java.util.List;

/**
 * How well a technique fits by a method.
 *
 * @param status in a few words
 * @param reasons sentences, the most important first
 */
record Advice(
        Technique technique,
        CompressionMethod<?> method,
        Standing standing,
        Phrase status,
        List<Phrase> reasons) {
    /** From the best to what cannot be done at all. */
    enum Standing {
        /** The best there is. */
        RECOMMENDED,
        /** Works and helps. */
        FITS,
        /** Works, but does not bring what was asked for. */
        LIMITED,
        /** Cannot be carried out. */
        IMPOSSIBLE
    }

    /**
     * A text still to be looked up.
     *
     * @param key of the text
     * @param arguments fill its gaps
     */
    record Phrase(String key, List<Object> arguments) {
        Phrase(String key, Object... arguments) {
            this(key, List.of(arguments));
        }
    }
}
