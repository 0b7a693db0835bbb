package org.espalier.compress.prune;

import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A method that chooses single weights of one layer at a time; previews ask it so. */
public interface PruningMethod extends CompressionMethod<PruneParams> {
    /** The scope where the parameters name none. */
    Scope ownScope();

    /**
     * The mask of one layer alone.
     *
     * @param weight the stored weight, read through the layer's layout
     * @param statistics of the layer, null if the method needs none
     */
    Mask mask(
            Layer layer,
            Tensor weight,
            @Nullable LayerStatistics statistics,
            Target target,
            Scope scope);
}
