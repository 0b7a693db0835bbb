package org.espalier.compress;

import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;

/** The zeros that a layer's weight has, whoever put them there. */
public final class Zeros {
    private Zeros() {}

    /** Share of the layer's weights that are zero. */
    public static double share(Layer layer, Tensor weight) {
        long zeros = 0;
        MatrixLayout layout = layer.layout();
        for (int row = 0; row < layout.rows(); row++) {
            zeros += count(layout, weight, row, 0, layout.columns());
        }
        return layout.count() == 0 ? 0 : (double) zeros / layout.count();
    }

    /**
     * Whether each whole group of M consecutive input columns of each row has N zeros or more. A
     * tail shorter than a group may be dense; a layer without a whole group satisfies nothing.
     */
    public static boolean satisfy(Target.NM pattern, Layer layer, Tensor weight) {
        MatrixLayout layout = layer.layout();
        int groups = layout.columns() / pattern.m();
        for (int row = 0; row < layout.rows(); row++) {
            for (int group = 0; group < groups; group++) {
                int first = group * pattern.m();
                if (count(layout, weight, row, first, first + pattern.m()) < pattern.n()) {
                    return false;
                }
            }
        }
        return groups > 0;
    }

    private static int count(MatrixLayout layout, Tensor weight, int row, int from, int to) {
        int zeros = 0;
        for (int column = from; column < to; column++) {
            if (weight.floatAt(layout.index(row, column)) == 0) {
                zeros++;
            }
        }
        return zeros;
    }
}
