package org.espalier.compress.prune;

import org.espalier.compress.Params;

/**
 * Parameters of {@link Alps}.
 *
 * @param dampening share of the mean diagonal that is added to the Hessian's diagonal
 * @param penalty what a difference between the two copies of a weight costs at first
 * @param iterations most steps of the search for the weights that stay
 */
public record AlpsParams(
        @Params.Param(
                        help = "Added to the Hessian's diagonal, as a share of its mean.",
                        byDefault = "0.01",
                        min = 1e-6,
                        max = 1)
                double dampening,
        @Params.Param(
                        help =
                                "Rho, with which the search for the weights that stay begins; it"
                                        + " grows by itself as they settle.",
                        byDefault = "0.1",
                        min = 1e-3,
                        max = 100)
                double penalty,
        @Params.Param(
                        help =
                                "Most steps of the search; it ends by itself once the weights that"
                                        + " stay hardly change, after 30 steps at the earliest.",
                        byDefault = "300",
                        min = 1,
                        max = 10_000)
                int iterations)
        implements Params {
    /** As in the published code. */
    public static final AlpsParams DEFAULT = new AlpsParams(0.01, 0.1, 300);
}
