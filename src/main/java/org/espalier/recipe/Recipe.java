package org.espalier.recipe;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What to do to a model, step by step; its YAML is read by {@link RecipeReader}.
 *
 * @param steps in order; each works on what the one before it gave back
 */
public record Recipe(List<RecipeStep> steps) {
    /** The version of the format that this program reads and writes. */
    public static final int VERSION = 1;

    /** A sentence for each step that is switched off. */
    public List<String> switchedOff() {
        return IntStream.range(0, steps.size())
                .filter(i -> !steps.get(i).enabled())
                .mapToObj(
                        i ->
                                "Step %d of %d (%s) is switched off and left out."
                                        .formatted(i + 1, steps.size(), steps.get(i).method()))
                .toList();
    }

    /** The recipe as YAML; reading it gives an equal recipe. */
    public String toYaml() {
        return RecipeWriter.write(this);
    }
}
