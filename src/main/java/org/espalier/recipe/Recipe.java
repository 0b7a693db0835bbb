package org.espalier.recipe;

import java.util.List;

/**
 * What to do to a model, step by step; its YAML is read by {@link RecipeReader}.
 *
 * @param steps in order; each works on what the one before it gave back
 */
public record Recipe(List<RecipeStep> steps) {
    /** The version of the format that this program reads and writes. */
    public static final int VERSION = 1;

    /** The recipe as YAML; reading it gives an equal recipe. */
    public String toYaml() {
        return RecipeWriter.write(this);
    }
}
