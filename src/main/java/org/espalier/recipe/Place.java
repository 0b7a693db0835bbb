package org.espalier.recipe;

import org.espalier.base.UserFacingException;

/**
 * A place in a text file, both numbers from 1.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(int line, int column) {
    /** A complaint about what stands here; the sentence says what to write instead. */
    public UserFacingException error(String sentence) {
        return UserFacingException.badInput(
                "Line %d, column %d: %s".formatted(line, column, sentence));
    }
}
