package org.espalier.compress.prune;

import org.espalier.base.UserFacingException;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The saliency scores |w| * scale of a layer's weights, where the scale belongs to the input
 * feature: 1 for magnitude pruning, the norm of the feature for Wanda.
 *
 * <p>Scores are computed in fp32 on the fly and handed out as <em>keys</em>: the bits of a
 * non-negative float, which as an int have the same order. Rows are visited in parallel, a matrix
 * stored transposed in blocks of rows.
 *
 * @param scales one for each of the layout's input features
 */
record ScoreMatrix(LayerId layer, Tensor weight, MatrixLayout layout, float[] scales) {
    /** Rows of a block: a whole number of mask words whatever the number of columns. */
    private static final int BLOCK = Long.SIZE;

    private static final int INFINITE = 0x7F80_0000;

    ScoreMatrix {
        if (!weight.dtype().isFloat()) {
            throw UserFacingException.badInput(
                    "The weight of layer \"%s\" holds %s, which cannot be pruned. Exclude the layer."
                            .formatted(layer, weight.dtype()));
        }
        if (layout.count() > Integer.MAX_VALUE) {
            throw UserFacingException.badInput(
                    "Layer \"%s\" has %d weights; one layer may have at most %d. Exclude the layer."
                            .formatted(layer, layout.count(), Integer.MAX_VALUE));
        }
    }

    /** What is done with the keys of a row; each worker has its own. */
    interface RowVisitor {
        /** Takes the keys {@code from} to {@code from + columns}, valid during this call. */
        void visit(int row, int[] keys, int from);
    }

    int rows() {
        return layout.rows();
    }

    int columns() {
        return layout.columns();
    }

    /**
     * Visits every row once, on the cores that the common pool has.
     *
     * @return the visitors, in the order of the rows that they saw
     * @throws UserFacingException if a weight or a scale is NaN or infinite
     */
    <V extends RowVisitor> List<V> visitRows(Supplier<V> visitors) {
        int blocks = (rows() + BLOCK - 1) / BLOCK;
        int workers = Math.min(blocks, 4 * ForkJoinPool.getCommonPoolParallelism() + 4);
        return IntStream.range(0, workers)
                .parallel()
                .mapToObj(
                        worker -> {
                            V visitor = visitors.get();
                            int first = (int) ((long) blocks * worker / workers);
                            int end = (int) ((long) blocks * (worker + 1) / workers);
                            visitBlocks(first, end, visitor);
                            return visitor;
                        })
                .toList();
    }

    private void visitBlocks(int first, int end, RowVisitor visitor) {
        int height = Math.min(BLOCK, rows());
        float[] values = new float[Math.multiplyExact(height, columns())];
        int[] keys = new int[values.length];
        for (int block = first; block < end; block++) {
            int firstRow = block * BLOCK;
            int count = Math.min(BLOCK, rows() - firstRow);
            read(firstRow, count, values);
            for (int i = 0; i < count; i++) {
                score(firstRow + i, values, keys, i * columns());
                visitor.visit(firstRow + i, keys, i * columns());
            }
        }
    }

    private void read(int firstRow, int count, float[] values) {
        boolean fp32 = weight.dtype() == DType.FLOAT32;
        if (fp32 && layout.columnStride() == 1) {
            for (int i = 0; i < count; i++) {
                copy(layout.index(firstRow + i, 0), values, i * columns(), columns());
            }
        } else if (fp32 && layout.rowStride() == 1) {
            transpose(firstRow, count, values);
        } else {
            for (int i = 0; i < count * columns(); i++) {
                values[i] = weight.floatAt(layout.index(firstRow + i / columns(), i % columns()));
            }
        }
    }

    private void transpose(int firstRow, int count, float[] values) {
        float[] column = new float[count];
        for (int c = 0; c < columns(); c++) {
            copy(layout.index(firstRow, c), column, 0, count);
            for (int i = 0; i < count; i++) {
                values[i * columns() + c] = column[i];
            }
        }
    }

    private void copy(long index, float[] into, int at, int count) {
        MemorySegment.copy(weight.data(), Tensor.F32, index * Float.BYTES, into, at, count);
    }

    private void score(int row, float[] values, int[] keys, int from) {
        int feature = row / layout.groupRows() * columns();
        int largest = 0;
        for (int c = 0; c < columns(); c++) {
            float score = Math.abs(values[from + c] * scales[feature + c]);
            keys[from + c] = Float.floatToRawIntBits(score);
            largest = Math.max(largest, keys[from + c]);
        }
        if (largest >= INFINITE) {
            throw UserFacingException.badInput(
                    ("Layer \"%s\" has a weight, or an input norm, that is not a finite number (row"
                                    + " %d of \"%s\"). Repair the model or exclude the layer.")
                            .formatted(layer, row, layer));
        }
    }
}
