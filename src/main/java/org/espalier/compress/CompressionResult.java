package org.espalier.compress;

import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a method gives back.
 *
 * @param network the compressed network; untouched weights are shared with the original
 * @param layers what was done, layer by layer
 */
public record CompressionResult(Network network, List<LayerOutcome> layers) {
    /**
     * What was done to one layer.
     *
     * @param target what was asked for; null for a layer that is gone as a whole
     * @param sparsity share of zeros the weight now has
     * @param note what the user should know, such as columns left dense; empty if nothing
     */
    public record LayerOutcome(
            LayerId layer, String method, @Nullable Target target, double sparsity, String note) {
        /** What was asked for, in a word. */
        public String goal() {
            return target == null ? "gone" : target.toString();
        }
    }
}
