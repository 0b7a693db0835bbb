package org.espalier.ui.tune;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightPicture;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;

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

    /**
     * What is asked.
     *
     * @param statistics null if the method needs none
     */
    record Request(
            Layer layer,
            Tensor weight,
            PruningMethod method,
            @Nullable LayerStatistics statistics,
            Target target) {}

    /** Prunes a copy of one layer as the method will. */
    static LayerPreview of(Request asked) {
        PruningMethod method = asked.method();
        MatrixLayout layout = asked.layer().layout();
        Tensor weight = asked.weight();
        Mask mask =
                method.mask(
                        asked.layer(),
                        weight,
                        asked.statistics(),
                        asked.target(),
                        method.ownScope());
        WeightPicture before = WeightPicture.of(weight, layout, CELLS, CELLS);
        WeightPicture after = WeightPicture.of(mask.applyTo(weight, layout), layout, CELLS, CELLS);
        BitSet pruned = stored(mask, layout);
        return new LayerPreview(
                before,
                after.onScaleOf(before),
                WeightHistogram.of(weight, BINS, index -> pruned.get((int) index)),
                method.facts().title(),
                mask.count());
    }

    /** The mask by index in the stored weight. */
    private static BitSet stored(Mask mask, MatrixLayout layout) {
        BitSet stored = new BitSet();
        for (int r = 0; r < mask.rows(); r++) {
            for (int c = 0; c < mask.columns(); c++) {
                if (mask.prunes(r, c)) {
                    stored.set((int) layout.index(r, c));
                }
            }
        }
        return stored;
    }
}
