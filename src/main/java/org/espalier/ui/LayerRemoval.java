package org.espalier.ui;

import org.espalier.compress.LayerInputs;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.Layer;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a method would remove from one layer. Two that are equal remove the same.
 *
 * @param weight the stored weight
 * @param inputs what calibration learned of the layer; null if not known
 * @param target how far it goes
 */
public record LayerRemoval(
        Layer layer,
        Tensor weight,
        PruningMethod method,
        @Nullable LayerInputs inputs,
        Target target) {
    /** Whether it removes nothing at all. */
    public boolean nothing() {
        return target.sparsity() == 0;
    }

    /** The weights that become zero, chosen as a run will choose them. Slow for large layers. */
    public Mask mask() {
        return method.mask(
                layer,
                weight,
                inputs == null ? null : inputs.statistics(),
                target,
                method.ownScope());
    }
}
