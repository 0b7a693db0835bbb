package org.espalier.recipe;

import org.espalier.model.BlockChoice;

/**
 * The course that a step takes through a network.
 *
 * @param blocks that calibration data pass one after the other
 * @param spread of the sparsity over them
 */
public record Course(BlockChoice blocks, TargetSpread spread) {
    /** By blocks where there are any, each to the same sparsity. */
    public static final Course DEFAULT =
            new Course(new BlockChoice.Automatic(), TargetSpread.UNIFORM);
}
