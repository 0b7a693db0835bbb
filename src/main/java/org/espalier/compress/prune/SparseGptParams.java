package org.espalier.compress.prune;

import org.espalier.compress.Params;

/**
 * Parameters of {@link SparseGpt}.
 *
 * @param dampening share of the mean diagonal that is added to the Hessian's diagonal
 * @param blockSize columns whose mask is chosen together
 */
public record SparseGptParams(
        @Params.Param(
                        help =
                                "Added to the Hessian's diagonal, as a share of its mean; taken ten"
                                        + " times larger, and reported, where that is too little.",
                        byDefault = "0.01",
                        min = 1e-6,
                        max = 1)
                double dampening,
        @Params.Param(
                        help =
                                "Columns whose weights compete with each other, over all rows,"
                                        + " before the rest is updated.",
                        byDefault = "128",
                        min = 1,
                        max = 4096)
                int blockSize)
        implements Params {
    /** As in the paper. */
    public static final SparseGptParams DEFAULT = new SparseGptParams(0.01, 128);
}
