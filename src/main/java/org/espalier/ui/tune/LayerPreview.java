package org.espalier.ui.tune;

import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.Layer;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightPicture;
import org.espalier.tensor.Tensor;

/**
 * A layer's weights before and after pruning.
 *
 * @param histogram with what is removed
 * @param method title of the method that chose, which needs no calibration
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

    /** Prunes a copy of one layer. */
    static LayerPreview of(Layer layer, Tensor weight, PruningMethod method, double sparsity) {
        Target target = new Target.Sparsity(sparsity);
        Mask mask = method.mask(layer, weight, null, target, method.ownScope());
        Tensor pruned = mask.applyTo(weight, layer.layout());
        WeightPicture before = WeightPicture.of(weight, layer.layout(), CELLS, CELLS);
        WeightPicture after = WeightPicture.of(pruned, layer.layout(), CELLS, CELLS);
        WeightHistogram histogram =
                WeightHistogram.of(weight, BINS).removing(threshold(layer, weight, mask));
        return new LayerPreview(
                before, after.onScaleOf(before), histogram, method.facts().title(), mask.count());
    }

    /** The largest |w| that is removed. */
    private static double threshold(Layer layer, Tensor weight, Mask mask) {
        double most = 0;
        for (int r = 0; r < mask.rows(); r++) {
            for (int c = 0; c < mask.columns(); c++) {
                if (mask.prunes(r, c)) {
                    most = Math.max(most, Math.abs(weight.floatAt(layer.layout().index(r, c))));
                }
            }
        }
        return most;
    }
}
