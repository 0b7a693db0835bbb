package org.espalier.analyze;

import org.espalier.compress.LayerStatistics;
import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

/**
 * The energy of what a layer puts out on its calibration inputs X: ||M X||^2 = tr(M G M^T) with G =
 * X X^T, for a weight M or for the difference of two.
 */
record OutputEnergy(LinearAlgebra algebra) {
    /** Rows are taken in blocks of about this many weights, which bounds the memory: 2 x 32 MB. */
    private static final int BLOCK = 1 << 23;

    /** Bytes of the rows that are taken at once, and of their product. */
    static long bytes(MatrixLayout layout) {
        return 2L * Float.BYTES * Math.min(BLOCK, layout.groupRows() * (long) layout.columns());
    }

    /** The matrix M. */
    private interface Elements {
        float at(int row, int column);
    }

    /**
     * The energy of a weight, each group of rows with its own G.
     *
     * @throws IllegalArgumentException if the statistics hold no Gram matrices of the layer
     */
    double of(Layer layer, LayerStatistics statistics, Tensor weight) {
        return of(layer, statistics, (r, c) -> weight.floatAt(layer.layout().index(r, c)));
    }

    /**
     * The energy of what one weight puts out and another does not.
     *
     * @throws IllegalArgumentException if the statistics hold no Gram matrices of the layer
     */
    double between(Layer layer, LayerStatistics statistics, Tensor weight, Tensor other) {
        return of(
                layer,
                statistics,
                (r, c) -> {
                    long at = layer.layout().index(r, c);
                    return weight.floatAt(at) - other.floatAt(at);
                });
    }

    private double of(Layer layer, LayerStatistics statistics, Elements elements) {
        MatrixLayout layout = layer.layout();
        if (statistics.gram().size() != layout.groups()) {
            throw new IllegalArgumentException("no Gram matrices of " + layer.id());
        }
        int rows = layout.groupRows();
        int block = Math.clamp(BLOCK / layout.columns(), 1, rows);
        double sum = 0;
        for (int group = 0; group < layout.groups(); group++) {
            Tensor gram = statistics.gram().get(group);
            int end = (group + 1) * rows;
            for (int from = group * rows; from < end; from += block) {
                Tensor part = part(elements, from, Math.min(block, end - from), layout.columns());
                sum += of(part, gram);
            }
        }
        return sum;
    }

    private double of(Tensor matrix, Tensor gram) {
        Tensor product = Tensor.zeros(DType.FLOAT32, matrix.shape());
        algebra.multiply(matrix, gram, product);
        double sum = 0;
        for (long i = 0; i < matrix.count(); i++) {
            sum += (double) matrix.floatAt(i) * product.floatAt(i);
        }
        return sum;
    }

    private static Tensor part(Elements elements, int from, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                values[r * columns + c] = elements.at(from + r, c);
            }
        }
        return Tensor.of(Shape.of(rows, columns), values);
    }
}
