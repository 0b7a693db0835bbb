package org.espalier.recipe;

import java.util.List;

/**
 * Takes whole blocks out of a network; what read a block's result reads what the block read.
 *
 * @param choice which
 * @param enabled whether the step is carried out
 */
public record DropStep(Choice choice, boolean enabled) implements RecipeStep {
    /** Key of the step, and of its outcomes. */
    public static final String KEY = "drop-blocks";

    /** Which blocks go. */
    public sealed interface Choice {
        /**
         * Those that change the least what passes them; see {@link
         * org.espalier.analyze.BlockInfluence}.
         *
         * @param count how many, at least 1
         */
        record Influence(int count) implements Choice {}

        /**
         * These.
         *
         * @param names of blocks, such as {@code model.layers.3}; at least one
         */
        record Named(List<String> names) implements Choice {}
    }

    @Override
    public String method() {
        return KEY;
    }

    @Override
    public DropStep withEnabled(boolean on) {
        return new DropStep(choice, on);
    }

    @Override
    public String toYaml() {
        return RecipeWriter.write(this);
    }
}
