package org.espalier.compress.prune;

import org.espalier.base.Progress;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.MatrixPart;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;

/**
 * SparseGPT's walk over the columns of one matrix: each column in turn is pruned, and the columns
 * behind it take over what the outputs lose.
 *
 * <p>What the pruning of columns means for those behind them is a matrix product, put off so that
 * products are as large as can be: a stretch of columns is its left half, the product of the left
 * half's errors with U, and its right half. Each column still sees the effect of all columns before
 * it. Within a block rows do not depend on each other, so that each is worked off in the cache, on
 * all cores.
 */
final class ColumnSweep {
    /** Columns of a row that are pruned one by one before those behind them are updated. */
    private static final int NEAR = 16;

    private final StoredRows stored;
    private final Tensor weights;
    private final Tensor errors;
    private final InverseFactor factor;
    private final Target target;
    private final int block;
    private final LinearAlgebra algebra;

    /**
     * Prepares the walk.
     *
     * @param stored the matrix to change, FLOAT32, rows of consecutive elements
     * @param errors zeros, shaped as the matrix is stored
     * @param target what each block of columns, or each group of a pattern, loses
     * @param blockSize columns of a block; for patterns taken down to whole groups
     */
    ColumnSweep(
            StoredRows stored,
            Tensor errors,
            InverseFactor factor,
            Target target,
            int blockSize,
            LinearAlgebra algebra) {
        this.stored = stored;
        this.weights = stored.weight();
        this.errors = errors;
        this.factor = factor;
        this.target = target;
        this.block = whole(blockSize);
        this.algebra = algebra;
    }

    /** Prunes every column. */
    void run(Progress progress) {
        walk(0, stored.layout().columns(), progress);
    }

    /** A number of columns as near to this as whole groups allow. */
    private int whole(int columns) {
        return target instanceof NM(int n, int m) ? Math.max(1, columns / m) * m : columns;
    }

    private void walk(int from, int end, Progress progress) {
        int blocks = (end - from + block - 1) / block;
        if (blocks <= 1) {
            progress.checkpoint();
            prune(from, end - from);
            return;
        }
        int middle = from + blocks / 2 * block;
        int rows = stored.layout().rows();
        walk(from, middle, progress);
        algebra.subtractProduct(
                new MatrixPart(errors, 0, from, rows, middle - from),
                new MatrixPart(factor.u(), from, middle, middle - from, end - middle),
                new MatrixPart(weights, 0, middle, rows, end - middle));
        walk(middle, end, progress);
    }

    /** Says which weights of a row are pruned, when the turn of their columns has come. */
    private interface Choice {
        /**
         * Writes the answer for some columns that follow each other.
         *
         * @param values the row's weights of the block, as they now are
         * @param at place of the first of the columns among them
         */
        void make(int row, float[] values, int at, boolean[] pruned);
    }

    private static float[] scales(float[] u, int count) {
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = 1 / u[i * count + i];
        }
        return scales;
    }

    /** The least scores of the whole block, chosen before any of its columns is pruned. */
    private Choice together(int first, float[] scales, Sparsity share) {
        MatrixLayout all = stored.layout();
        MatrixLayout block = new MatrixLayout(all.rows(), scales.length, all.rowStride(), 1, 1);
        ScoreMatrix scores =
                new ScoreMatrix(new StoredRows(stored.layer(), from(first), block), scales);
        Mask mask = scores.least(share);
        return (row, values, at, pruned) -> {
            for (int i = 0; i < values.length; i++) {
                pruned[i] = mask.prunes(row, i);
            }
        };
    }

    /** All elements from a column of the first row on. */
    private Tensor from(int column) {
        return new Tensor(
                DType.FLOAT32,
                Shape.of(weights.count() - column),
                weights.data().asSlice((long) column * Float.BYTES));
    }

    /** The least scores of a group, chosen when the walk comes to it; a tail stays dense. */
    private static Choice groups(float[] scales, NM pattern) {
        int m = pattern.m();
        return (row, values, at, pruned) -> {
            if (at + m > values.length) {
                return;
            }
            int[] keys = new int[m];
            for (int i = 0; i < m; i++) {
                float score = Math.abs(values[at + i] * scales[at + i]);
                keys[i] = Float.floatToRawIntBits(score);
            }
            long bits = MaskWriter.smallest(keys, 0, pattern.n(), m);
            for (int i = 0; i < m; i++) {
                pruned[at + i] = (bits >>> i & 1) != 0;
            }
        };
    }

    private void prune(int first, int count) {
        float[] u = new float[count * count];
        for (int i = 0; i < count; i++) {
            long at = (long) (first + i) * stored.layout().columns() + first;
            MemorySegment.copy(factor.u().data(), Tensor.F32, 4 * at, u, i * count, count);
        }
        float[] scales = scales(u, count);
        Choice choice =
                switch (target) {
                    case Sparsity share -> together(first, scales, share);
                    case NM pattern -> groups(scales, pattern);
                };
        int together = target instanceof NM(int n, int m) ? m : count;
        StoredRows.inStrips(
                stored.layout().rows(),
                (firstRow, height) -> {
                    Row row = new Row(first, u, scales, choice, together);
                    for (int i = 0; i < height; i++) {
                        row.prune(firstRow + i);
                    }
                });
    }

    /** One row of a block, from the first column to the last. */
    private final class Row {
        private final int first;
        private final int count;
        private final float[] u;
        private final float[] scales;
        private final Choice choice;
        private final int together;
        private final float[] values;
        private final float[] lost;
        private final boolean[] pruned;
        private final int near = whole(NEAR);
        private final int[] far = new int[near];

        /** Column at which there is to choose again. */
        private int choose;

        /**
         * Room for a row.
         *
         * @param together columns that are chosen together
         */
        Row(int first, float[] u, float[] scales, Choice choice, int together) {
            this.first = first;
            this.count = scales.length;
            this.u = u;
            this.scales = scales;
            this.choice = choice;
            this.together = together;
            this.values = new float[count];
            this.lost = new float[count];
            this.pruned = new boolean[count];
        }

        void prune(int row) {
            long at = stored.layout().index(row, first) * Float.BYTES;
            MemorySegment.copy(weights.data(), Tensor.F32, at, values, 0, count);
            choose = 0;
            int next = 0;
            for (int from = 0; from < count; from = next) {
                next = Math.min(count, from + near);
                updateFar(next, pruneNear(row, from, next));
            }
            MemorySegment.copy(values, 0, weights.data(), Tensor.F32, at, count);
            MemorySegment.copy(lost, 0, errors.data(), Tensor.F32, at, count);
        }

        /**
         * Prunes some columns one by one, updating each other alone.
         *
         * @return how many were pruned; {@code far} then lists their places
         */
        private int pruneNear(int row, int from, int end) {
            int found = 0;
            for (int i = from; i < end; i++) {
                if (i == choose) {
                    choice.make(row, values, i, pruned);
                    choose = i + together;
                }
                lost[i] = pruned[i] ? values[i] * scales[i] : 0;
                if (pruned[i]) {
                    far[found++] = i;
                    values[i] = 0;
                    for (int j = i + 1; j < end; j++) {
                        values[j] -= lost[i] * u[i * count + j];
                    }
                }
            }
            return found;
        }

        /** The columns from {@code from} on take over what the near ones lost, four at a time. */
        private void updateFar(int from, int found) {
            int i = 0;
            for (; i + 4 <= found; i += 4) {
                subtract(far[i], far[i + 1], far[i + 2], far[i + 3], from);
            }
            for (; i < found; i++) {
                float loss = lost[far[i]];
                int row = far[i] * count;
                for (int j = from; j < count; j++) {
                    values[j] -= loss * u[row + j];
                }
            }
        }

        private void subtract(int a, int b, int c, int d, int from) {
            float lostA = lost[a];
            float lostB = lost[b];
            float lostC = lost[c];
            float lostD = lost[d];
            int rowA = a * count;
            int rowB = b * count;
            int rowC = c * count;
            int rowD = d * count;
            for (int j = from; j < count; j++) {
                values[j] -=
                        lostA * u[rowA + j]
                                + lostB * u[rowB + j]
                                + (lostC * u[rowC + j] + lostD * u[rowD + j]);
            }
        }
    }
}
