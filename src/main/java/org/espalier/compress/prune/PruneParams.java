package org.espalier.compress.prune;

import org.espalier.compress.Params;
import org.jspecify.annotations.Nullable;

/**
 * Parameters shared by the pruning methods.
 *
 * @param scope null for the method's own: layer for magnitude, row for Wanda
 * @param variant Wanda's bisected per-row prefix instead of a fixed count; magnitude has none
 */
public record PruneParams(
        @Params.Param(help = "Which weights compete: those of a row, of a layer, or of all layers.")
                @Nullable Scope scope,
        @Params.Param(
                        help =
                                "Wanda's variant: each row loses the largest prefix of its sorted"
                                        + " scores within a common share of their sum.",
                        byDefault = "false")
                boolean variant)
        implements Params {
    /** Each method's own scope, no variant. */
    public static final PruneParams DEFAULT = new PruneParams(null, false);
}
