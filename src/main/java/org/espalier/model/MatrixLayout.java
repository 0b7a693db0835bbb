package org.espalier.model;

/**
 * How a layer's stored weight is read as a matrix of output features by input features.
 *
 * <p>Row r, column c is the stored element {@code r * rowStride + c * columnStride}. A convolution
 * is flattened to (out, in/groups * kernel); a MatMul stored (in, out) has strides (1, out). Rows
 * are split evenly into {@code groups}; the columns of group g stand for the layer's inputs {@code
 * g * columns} to {@code (g + 1) * columns}.
 *
 * @param rows output features
 * @param columns input features that one output sees
 * @param groups groups of a convolution; 1 otherwise
 */
public record MatrixLayout(int rows, int columns, long rowStride, long columnStride, int groups) {

    /** Index of a matrix element in the stored tensor. */
    public long index(int row, int column) {
        return row * rowStride + column * columnStride;
    }

    /** Number of weights. */
    public long count() {
        return (long) rows * columns;
    }

    /** Rows per group. */
    public int groupRows() {
        return rows / groups;
    }

    /** Input features over all groups: the length of the layer's vector of input norms. */
    public int inputFeatures() {
        return columns * groups;
    }
}
