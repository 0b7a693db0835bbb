package org.espalier.recipe;

/** One thing that a recipe does to a network. */
public sealed interface RecipeStep permits PruneStep, DropStep {
    /** Whether the step is carried out; one that is switched off stays in the recipe. */
    boolean enabled();

    /** This step, carried out or switched off. */
    RecipeStep withEnabled(boolean on);

    /** Key of what it does, as results name it. */
    String method();

    /** The step as it stands in the list of a recipe's steps. */
    String toYaml();
}
