package org.espalier.report;

import org.espalier.report.Shape.Box;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.DoubleFunction;
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
    private static final int FINE = 1022;

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
        raster(sketch, view, height, inks(palette));
        if (over != null) {
            Inks marks = Inks.of(share -> palette.loss().withOpacity(MARK * share), palette);
            over.raster(sketch, view, height, marks);
        }
        return sketch.figure("Weights", this::data);
    }

    /** Colours of shares from 0 to 1, made once: there are more cells than colours. */
    private record Inks(int[] argb, int notANumber) {
        static Inks of(DoubleFunction<Ink> ink, Palette palette) {
            int[] argb =
                    IntStream.rangeClosed(0, FINE)
                            .map(i -> ink.apply((double) i / FINE).argb())
                            .toArray();
            return new Inks(argb, palette.loss().argb());
        }

        /** Only nothing at all gets the first colour. */
        int at(float share) {
            if (Float.isNaN(share)) {
                return notANumber;
            }
            int place = (int) (Math.clamp(share, 0f, 1f) * FINE + 0.5f);
            return argb[share > 0 ? Math.max(1, place) : 0];
        }
    }

    private Inks inks(Palette palette) {
        return switch (mode) {
            case VIOLATIONS ->
                    Inks.of(share -> palette.empty().towards(palette.loss(), share), palette);
            case MASK ->
                    Inks.of(share -> palette.accent().towards(palette.empty(), share), palette);
            case VALUE -> Inks.of(share -> signed(2 * share - 1, palette), palette);
            case ABSOLUTE, DIFFERENCE ->
                    Inks.of(
                            share -> share == 0 ? palette.empty() : palette.damage().at(share),
                            palette);
        };
    }

    private static Ink signed(double share, Palette palette) {
        Ink end = share < 0 ? palette.loss() : palette.accent();
        return palette.ground().towards(end, Math.abs(share));
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
            argb[i] = inks.at(share(means[i]));
        }
        sketch.raster(box, columns, rows(), argb);
    }

    /** Where a cell lies on the scale of colours; signed values have 0 in the middle of it. */
    private float share(float mean) {
        return mode == WeightMode.VALUE ? 0.5f + 0.5f * mean / scale : mean / scale;
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
