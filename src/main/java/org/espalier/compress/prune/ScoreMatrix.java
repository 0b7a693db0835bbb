package org.espalier.compress.prune;

import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.MatrixLayout;

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
record ScoreMatrix(StoredRows stored, float[] scales) {
    private static final int INFINITE = 0x7F80_0000;

    /** What is done with the keys of a row; each worker has its own. */
    interface RowVisitor {
        /** Takes the keys {@code from} to {@code from + columns}, valid during this call. */
        void visit(int row, int[] keys, int from);
    }

    MatrixLayout layout() {
        return stored.layout();
    }

    int rows() {
        return layout().rows();
    }

    int columns() {
        return layout().columns();
    }

    /**
     * Visits every row once, on the cores that the common pool has.
     *
     * @return the visitors, in the order of the rows that they saw
     * @throws org.espalier.base.UserFacingException if a weight or a scale is NaN or infinite
     */
    <V extends RowVisitor> List<V> visitRows(Supplier<V> visitors) {
        int blocks = (rows() + StoredRows.STRIP - 1) / StoredRows.STRIP;
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

    /**
     * The mask of the least scores: a share of the whole matrix, or some of each group of a row.
     * Ties by index, lowest first.
     */
    Mask least(Target target) {
        return switch (target) {
            case Sparsity share ->
                    CommonCut.masks(List.of(this), share.count(layout().count())).get(0);
            case NM(int n, int m) -> {
                MaskWriter writer = new MaskWriter(this);
                visitRows(() -> (row, keys, from) -> writer.groups(row, keys, from, n, m));
                yield writer.mask();
            }
        };
    }

    private void visitBlocks(int first, int end, RowVisitor visitor) {
        int height = Math.min(StoredRows.STRIP, rows());
        float[] values = new float[Math.multiplyExact(height, columns())];
        int[] keys = new int[values.length];
        for (int block = first; block < end; block++) {
            int firstRow = block * StoredRows.STRIP;
            int count = Math.min(StoredRows.STRIP, rows() - firstRow);
            stored.read(firstRow, count, values);
            for (int i = 0; i < count; i++) {
                score(firstRow + i, values, keys, i * columns());
                visitor.visit(firstRow + i, keys, i * columns());
            }
        }
    }

    private void score(int row, float[] values, int[] keys, int from) {
        int feature = row / layout().groupRows() * columns();
        int largest = 0;
        for (int c = 0; c < columns(); c++) {
            float score = Math.abs(values[from + c] * scales[feature + c]);
            keys[from + c] = Float.floatToRawIntBits(score);
            largest = Math.max(largest, keys[from + c]);
        }
        if (largest >= INFINITE) {
            throw stored.notFinite(row);
        }
    }
}
