package org.espalier.report;

import org.espalier.model.MatrixLayout;
import org.espalier.report.Shape.Box;
import org.espalier.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weight matrix made as small as the screen: each cell is the mean |w| of the part of the matrix
 * that it covers. The weights are read where they lie (off-heap, perhaps in a mapped file), at most
 * {@value #READS} squared of them for a cell, evenly spread, so that a matrix of any size takes
 * bounded time and no copy.
 *
 * @param rows of cells
 * @param columns of cells
 * @param means mean |w| per cell, row by row; NaN where the cell holds a NaN
 * @param scale |w| at which the colours end: the 99th percentile of the cells
 */
public record WeightPicture(int rows, int columns, float[] means, float scale) {
    private static final int READS = 8;

    /** Reads a weight through its layout into at most {@code maxRows} by {@code maxColumns}. */
    public static WeightPicture of(
            Tensor weight, MatrixLayout layout, int maxRows, int maxColumns) {
        int rows = Math.min(layout.rows(), maxRows);
        int columns = Math.min(layout.columns(), maxColumns);
        float[] means = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                Span down = Span.of(r, rows, layout.rows());
                Span across = Span.of(c, columns, layout.columns());
                means[r * columns + c] = mean(weight, layout, down, across);
            }
        }
        return new WeightPicture(rows, columns, means, scale(means));
    }

    /** The matrix indices that a cell covers, thinned to {@link #READS}. */
    private record Span(int from, int to, int step) {
        static Span of(int cell, int cells, int size) {
            int from = (int) ((long) cell * size / cells);
            int to = (int) ((cell + 1L) * size / cells);
            return new Span(from, to, Math.max(1, (to - from) / READS));
        }
    }

    private static float mean(Tensor weight, MatrixLayout layout, Span down, Span across) {
        double sum = 0;
        int n = 0;
        for (int r = down.from(); r < down.to(); r += down.step()) {
            for (int c = across.from(); c < across.to(); c += across.step()) {
                sum += Math.abs(weight.floatAt(layout.index(r, c)));
                n++;
            }
        }
        return (float) (sum / n);
    }

    private static float scale(float[] means) {
        float[] sorted = means.clone();
        Arrays.sort(sorted);
        int known = sorted.length;
        while (known > 0 && Float.isNaN(sorted[known - 1])) {
            known--;
        }
        float high = known == 0 ? 0 : sorted[(int) ((known - 1) * 0.99)];
        return high > 0 ? high : 1;
    }

    /** The same matrix on the colours of another picture, to compare them. */
    public WeightPicture onScaleOf(WeightPicture other) {
        return new WeightPicture(rows, columns, means, other.scale);
    }

    /** Paints it: zero is the ground, NaN the colour of loss. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        int[] argb = new int[means.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = ink(means[i], palette).argb();
        }
        sketch.raster(new Box(0, 0, width, height), columns, rows, argb);
        return sketch.figure("Size of weights", this::data);
    }

    private Ink ink(float mean, Palette palette) {
        if (Float.isNaN(mean)) {
            return palette.loss();
        }
        return mean == 0 ? palette.empty() : palette.damage().at(mean / scale);
    }

    private DataTable data() {
        List<String> header = IntStream.range(0, columns).mapToObj(Integer::toString).toList();
        return new DataTable(header, IntStream.range(0, rows).mapToObj(this::row).toList());
    }

    private List<String> row(int row) {
        return IntStream.range(row * columns, (row + 1) * columns)
                .mapToObj(i -> Float.toString(means[i]))
                .toList();
    }
}
