package org.espalier.recipe;

/**
 * A place in a text file, both numbers from 1.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(int line, int column) {
    /** A complaint about what stands here; the sentence says what to write instead. */
    public PlacedException error(String sentence) {
        return new PlacedException(this, sentence);
    }
}
