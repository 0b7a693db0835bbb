package org.espalier.ui.tune;

import org.espalier.compress.Mask;
import org.espalier.model.MatrixLayout;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightPicture;
import org.espalier.tensor.Tensor;
import org.espalier.ui.LayerRemoval;

/**
 * A layer's weights before and after pruning.
 *
 * @param histogram with what is removed
 * @param method title of the method that chose
 * @param removed number of weights that become zero
 */
public record LayerPreview(
        WeightPicture before,
        WeightPicture after,
        WeightHistogram histogram,
        String method,
        long removed) {
    private static final int CELLS = 144;
    private static final int BINS = 64;

    /** Prunes a copy of one layer as the method will. */
    static LayerPreview of(LayerRemoval removal) {
        MatrixLayout layout = removal.layer().layout();
        Tensor weight = removal.weight();
        Mask mask = removal.mask();
        WeightPicture before = WeightPicture.of(weight, layout, CELLS, CELLS);
        WeightPicture after = WeightPicture.of(mask.applyTo(weight, layout), layout, CELLS, CELLS);
        return new LayerPreview(
                before,
                after.onScaleOf(before),
                WeightHistogram.of(weight, layout, BINS, mask),
                removal.method().facts().title(),
                mask.count());
    }
}
