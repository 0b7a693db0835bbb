package org.espalier.tensor;

/**
 * A rectangle within a matrix, which linear algebra reads or changes where it lies.
 *
 * @param matrix (rows, columns), of which the rectangle is a part
 * @param row first row of the rectangle
 * @param column first column of the rectangle
 */
public record MatrixPart(Tensor matrix, int row, int column, int rows, int columns) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the rectangle is not inside the matrix
     */
    public MatrixPart {
        Shape shape = matrix.shape();
        if (shape.rank() != 2
                || !within(row, rows, shape.dim(0))
                || !within(column, columns, shape.dim(1))) {
            throw new IllegalArgumentException(
                    "%d x %d at (%d, %d) is not inside %s"
                            .formatted(rows, columns, row, column, shape));
        }
    }

    /** Index of the rectangle's first element in the matrix. */
    public long offset() {
        return (long) row * stride() + column;
    }

    /** Elements from one row to the next. */
    public int stride() {
        return matrix.shape().intDim(1);
    }

    private static boolean within(int first, int count, long size) {
        return first >= 0 && count >= 0 && (long) first + count <= size;
    }
}
