package org.espalier.ui.recipe;

import org.espalier.recipe.Place;
import org.espalier.recipe.RecipeReader;

import java.util.List;

/**
 * The lines of a step in a recipe's text.
 *
 * @param first from 1
 * @param count 0 for none
 */
record StepLines(int first, int count) {
    static final StepLines NONE = new StepLines(1, 0);

    /** The lines of a step of a text that can be read. */
    static StepLines of(String yaml, int step) {
        List<Place> places = RecipeReader.places(yaml);
        int first = places.get(step).line();
        int end =
                step + 1 < places.size()
                        ? places.get(step + 1).line()
                        : (int) yaml.stripTrailing().lines().count() + 1;
        return new StepLines(first, end - first);
    }

    /** The step that a line belongs to; -1 above the first. */
    static int stepAt(String yaml, int line) {
        return (int)
                        RecipeReader.places(yaml).stream()
                                .filter(place -> place.line() <= line)
                                .count()
                - 1;
    }
}
