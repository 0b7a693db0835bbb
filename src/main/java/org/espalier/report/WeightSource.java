package org.espalier.report;

import org.espalier.compress.Mask;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer's weights as a matrix of numbers to paint, read where they lie (off-heap, perhaps in a
 * mapped file), one at a time.
 *
 * @param other weights of the same layer in another model, needed for {@link WeightMode#DIFFERENCE}
 * @param mask what would become zero, told by {@link WeightMode#MASK} beside what is zero; null if
 *     nothing would
 */
public record WeightSource(
        Tensor weight,
        MatrixLayout layout,
        WeightMode mode,
        @Nullable Tensor other,
        @Nullable Mask mask) {
    private static final int GROUP = 4;

    /** Weights by themselves. */
    public static WeightSource of(Tensor weight, MatrixLayout layout, WeightMode mode) {
        return new WeightSource(weight, layout, mode, null, null);
    }

    /** What is zero or would become so. */
    public static WeightSource masked(Tensor weight, MatrixLayout layout, @Nullable Mask mask) {
        return new WeightSource(weight, layout, WeightMode.MASK, null, mask);
    }

    /** The weight itself. */
    public double exact(int row, int column) {
        return weight.doubleAt(layout.index(row, column));
    }

    /** Whether a row is stored in one piece; else a column is. */
    boolean byRow() {
        return layout.columnStride() == 1;
    }

    /**
     * The numbers that stand for weights that are stored one after another: of a row if {@link
     * #byRow}, else of a column. A pass over many weights is several times as fast so.
     *
     * @param line row or column
     * @param from first place in it
     */
    void read(int line, int from, float[] into, int count) {
        weight.copyFloats(index(line, from), into, count);
        switch (mode) {
            case VALUE -> {}
            case ABSOLUTE -> {
                for (int i = 0; i < count; i++) {
                    into[i] = Math.abs(into[i]);
                }
            }
            case MASK -> mask(line, from, into, count);
            case VIOLATIONS, DIFFERENCE -> {
                for (int i = 0; i < count; i++) {
                    into[i] = byRow() ? at(line, from + i) : at(from + i, line);
                }
            }
        }
    }

    private long index(int line, int place) {
        return byRow() ? layout.index(line, place) : layout.index(place, line);
    }

    private void mask(int line, int from, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = into[i] == 0 ? 1 : 0;
        }
        for (int i = 0; mask != null && i < count; i++) {
            boolean goes = byRow() ? mask.prunes(line, from + i) : mask.prunes(from + i, line);
            into[i] = goes ? 1 : into[i];
        }
    }

    /** The number that stands for a weight in this mode. */
    float at(int row, int column) {
        long index = layout.index(row, column);
        float value = weight.floatAt(index);
        return switch (mode) {
            case VALUE -> value;
            case ABSOLUTE -> Math.abs(value);
            case MASK -> value == 0 || (mask != null && mask.prunes(row, column)) ? 1 : 0;
            case VIOLATIONS -> violates(row, column) ? 1 : 0;
            case DIFFERENCE -> other == null ? 0 : Math.abs(other.floatAt(index) - value);
        };
    }

    /** Columns after the last whole group belong to none, as N:M pruning leaves them. */
    private boolean violates(int row, int column) {
        int first = column / GROUP * GROUP;
        if (first + GROUP > layout.columns()) {
            return false;
        }
        int zeros = 0;
        for (int c = first; c < first + GROUP; c++) {
            zeros += weight.floatAt(layout.index(row, c)) == 0 ? 1 : 0;
        }
        return zeros < GROUP / 2;
    }
}
