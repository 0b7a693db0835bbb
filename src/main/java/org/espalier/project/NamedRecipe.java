package org.espalier.project;

import org.espalier.base.UserFacingException;

/**
 * A recipe as the user wrote it. The text is what is kept, so that a half-written recipe and its
 * comments survive; {@link org.espalier.recipe.RecipeReader} says what it means or what is wrong.
 *
 * @param name not blank, unique in the project
 * @param yaml need not be a whole recipe yet
 */
public record NamedRecipe(String name, String yaml) {
    /**
     * Checks the name.
     *
     * @throws UserFacingException if it is blank
     */
    public NamedRecipe {
        if (name.isBlank()) {
            throw UserFacingException.badInput("A recipe needs a name. Type one.");
        }
    }
}
