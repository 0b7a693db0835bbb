package org.espalier.report;

/**
 * The part of a matrix that is looked at, in rows and columns; fractions of cells count.
 *
 * @param top first row
 * @param left first column
 * @param rows rows in view
 * @param columns columns in view
 */
public record MatrixWindow(double top, double left, double rows, double columns) {
    private static final double LEAST = 4;

    /** All of a matrix. */
    public static MatrixWindow whole(int rows, int columns) {
        return new MatrixWindow(0, 0, rows, columns);
    }

    /**
     * Zoomed around a place, kept inside a matrix.
     *
     * @param factor above 1 shows less
     * @param x share of the width where the place is
     * @param y share of the height where the place is
     */
    public MatrixWindow zoomed(double factor, double x, double y, MatrixWindow whole) {
        double nextRows = Math.clamp(rows / factor, Math.min(LEAST, whole.rows), whole.rows);
        double nextColumns =
                Math.clamp(columns / factor, Math.min(LEAST, whole.columns), whole.columns);
        return new MatrixWindow(
                        top + y * (rows - nextRows),
                        left + x * (columns - nextColumns),
                        nextRows,
                        nextColumns)
                .inside(whole);
    }

    /** Moved by shares of its size, kept inside a matrix. */
    public MatrixWindow moved(double x, double y, MatrixWindow whole) {
        return new MatrixWindow(top + y * rows, left + x * columns, rows, columns).inside(whole);
    }

    private MatrixWindow inside(MatrixWindow whole) {
        return new MatrixWindow(
                Math.clamp(top, 0, whole.rows - rows),
                Math.clamp(left, 0, whole.columns - columns),
                rows,
                columns);
    }
}
