package org.espalier.report;

import org.espalier.report.Shape.Box;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a weight matrix, ready to be painted.
 *
 * @param covered what of the matrix the cells cover
 * @param columns cells across
 * @param means row by row; NaN where a cell holds a NaN
 * @param scale size at which the colours end
 */
public record WeightTile(
        WeightMode mode, MatrixWindow covered, int columns, float[] means, float scale) {
    private static final double MARK = 0.8;

    /** Cells down. */
    public int rows() {
        return means.length / columns;
    }

    /**
     * Paints what is in view of it, perhaps with another tile over it.
     *
     * @param over cells from 0 to 1 that mark what is under them
     */
    public Figure figure(
            MatrixWindow view,
            double width,
            double height,
            @Nullable WeightTile over,
            Palette palette) {
        Sketch sketch = new Sketch(width, height);
        raster(sketch, view, height, mean -> ink(mean, palette));
        if (over != null) {
            over.raster(sketch, view, height, mean -> palette.loss().withOpacity(MARK * mean));
        }
        return sketch.figure("Weights", this::data);
    }

    /** The colour of a cell. */
    private interface Inks {
        Ink of(float mean);
    }

    private void raster(Sketch sketch, MatrixWindow view, double height, Inks inks) {
        double x = sketch.width() / view.columns();
        double y = height / view.rows();
        Box box =
                new Box(
                        (covered.left() - view.left()) * x,
                        (covered.top() - view.top()) * y,
                        covered.columns() * x,
                        covered.rows() * y);
        int[] argb = new int[means.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = inks.of(means[i]).argb();
        }
        sketch.raster(box, columns, rows(), argb);
    }

    private Ink ink(float mean, Palette palette) {
        if (Float.isNaN(mean)) {
            return palette.loss();
        }
        return switch (mode) {
            case VIOLATIONS -> palette.empty().towards(palette.loss(), mean);
            case MASK -> palette.empty().towards(palette.accent(), 1 - mean);
            case VALUE -> signed(mean / scale, palette);
            default -> mean == 0 ? palette.empty() : palette.damage().at(mean / scale);
        };
    }

    private static Ink signed(double share, Palette palette) {
        Ink end = share < 0 ? palette.loss() : palette.accent();
        return palette.ground().towards(end, Math.min(1, Math.abs(share)));
    }

    private DataTable data() {
        List<String> header = IntStream.range(0, columns).mapToObj(Integer::toString).toList();
        return new DataTable(header, IntStream.range(0, rows()).mapToObj(this::row).toList());
    }

    private List<String> row(int row) {
        return IntStream.range(row * columns, (row + 1) * columns)
                .mapToObj(i -> Float.toString(means[i]))
                .toList();
    }
}
