package org.espalier.compress;

import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;

import java.util.BitSet;

/**
 * Which weights of a layer's matrix are pruned. Rows are output features whichever way the weight
 * is stored; see {@link MatrixLayout}.
 */
public final class Mask {
    private final int rows;
    private final int columns;
    private final BitSet pruned;

    /**
     * Takes over the bits.
     *
     * @param pruned bit {@code row * columns + column} is set where a weight becomes zero
     */
    public Mask(int rows, int columns, BitSet pruned) {
        if (pruned.length() > (long) rows * columns) {
            throw new IllegalArgumentException("bits outside " + rows + " x " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.pruned = pruned;
    }

    /** Output features. */
    public int rows() {
        return rows;
    }

    /** Input features. */
    public int columns() {
        return columns;
    }

    /** Whether this weight becomes zero. */
    public boolean prunes(int row, int column) {
        return pruned.get(row * columns + column);
    }

    /** How many weights become zero. */
    public long count() {
        return pruned.cardinality();
    }

    /** How many weights one of the masks prunes and the other does not. */
    public long difference(Mask other) {
        BitSet different = (BitSet) pruned.clone();
        different.xor(other.pruned);
        return different.cardinality();
    }

    /**
     * The weights that both masks prune as a share of those that at least one of them prunes
     * (Jaccard); 1 if neither prunes any.
     */
    public double overlap(Mask other) {
        double either = (count() + other.count() + difference(other)) / 2.0;
        return either == 0 ? 1 : (either - difference(other)) / either;
    }

    /** Share of the weights that become zero. */
    public double sparsity() {
        return (double) count() / ((long) rows * columns);
    }

    /** A copy of {@code weight} with the pruned elements set to zero. */
    public Tensor applyTo(Tensor weight, MatrixLayout layout) {
        Tensor result = Tensor.zeros(weight.dtype(), weight.shape());
        result.data().copyFrom(weight.data());
        for (int i = pruned.nextSetBit(0); i >= 0; i = pruned.nextSetBit(i + 1)) {
            result.setDouble(layout.index(i / columns, i % columns), 0);
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask
                && rows == mask.rows
                && columns == mask.columns
                && pruned.equals(mask.pruned);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + pruned.hashCode();
    }
}
