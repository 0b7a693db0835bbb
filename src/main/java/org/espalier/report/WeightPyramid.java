package org.espalier.report;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A weight matrix of any size in many resolutions. A cell of level {@code (i, j)} is the mean over
 * 2^i rows and 2^j columns.
 *
 * <p>Only one coarse level is kept, at most {@value #BASE} cells each way, made by one pass in the
 * order in which the weights are stored when it is first needed. Finer cells are read from the
 * weights, coarser ones from the kept level, for what is in view only. Safe for several threads.
 */
public final class WeightPyramid {
    private static final int BASE = 512;
    private static final int SAMPLES = 64;
    private static final int PIECE = 4096;

    private final WeightSource source;
    private final int rows;
    private final int columns;
    private final int rowShift;
    private final int columnShift;
    private final Map<Long, Float> scales = new ConcurrentHashMap<>();
    private volatile float[] base = {};

    /** A pyramid over these weights; nothing is read yet. */
    public WeightPyramid(WeightSource source) {
        this.source = source;
        rows = source.layout().rows();
        columns = source.layout().columns();
        rowShift = shift((double) rows / BASE);
        columnShift = shift((double) columns / BASE);
    }

    /** The smallest power of two that is not below a number of cells. */
    private static int shift(double cells) {
        int shift = 0;
        while (1L << shift < cells) {
            shift++;
        }
        return shift;
    }

    /** What it is made of. */
    public WeightSource source() {
        return source;
    }

    /** All of the matrix. */
    public MatrixWindow whole() {
        return MatrixWindow.whole(rows, columns);
    }

    /**
     * The cells of a window, in the finest level whose cells are at least a pixel.
     *
     * @param width pixels across
     * @param height pixels down
     */
    public WeightTile tile(MatrixWindow window, double width, double height) {
        int down = shift(window.rows() / height);
        int across = shift(window.columns() / width);
        int top = (int) window.top() >> down;
        int left = (int) window.left() >> across;
        int bottom = cells(Math.min(rows, (int) Math.ceil(window.top() + window.rows())), down);
        int right =
                cells(Math.min(columns, (int) Math.ceil(window.left() + window.columns())), across);
        int n = right - left;
        float[] means = new float[(bottom - top) * n];
        Cells cells = level(down, across);
        IntStream.range(top, bottom)
                .parallel()
                .forEach(
                        r -> {
                            for (int c = left; c < right; c++) {
                                means[(r - top) * n + c - left] = cells.at(r, c);
                            }
                        });
        MatrixWindow covered =
                new MatrixWindow(
                        (double) top * (1 << down),
                        (double) left * (1 << across),
                        Math.min(rows, (bottom << down)) - top * (double) (1 << down),
                        Math.min(columns, (right << across)) - left * (double) (1 << across));
        return new WeightTile(source.mode(), covered, n, means, scale(down, across));
    }

    private static int cells(int size, int shift) {
        return (size + (1 << shift) - 1) >> shift;
    }

    /** The cells of one level. */
    private interface Cells {
        float at(int row, int column);
    }

    private Cells level(int down, int across) {
        boolean coarse = down >= rowShift && across >= columnShift && rowShift + columnShift > 0;
        if (!coarse) {
            return (r, c) -> mean(r << down, c << across, 1 << down, 1 << across);
        }
        float[] kept = base();
        int n = cells(columns, columnShift);
        int deeper = down - rowShift;
        int wider = across - columnShift;
        return (r, c) -> meanOfKept(kept, n, r << deeper, c << wider, 1 << deeper, 1 << wider);
    }

    private float mean(int top, int left, int down, int across) {
        if (down == 1 && across == 1) {
            return source.at(top, left);
        }
        int bottom = Math.min(rows, top + down);
        int right = Math.min(columns, left + across);
        double sum = 0;
        for (int r = top; r < bottom; r++) {
            for (int c = left; c < right; c++) {
                sum += source.at(r, c);
            }
        }
        return (float) (sum / ((double) (bottom - top) * (right - left)));
    }

    private float meanOfKept(float[] kept, int n, int top, int left, int down, int across) {
        int bottom = Math.min(kept.length / n, top + down);
        int right = Math.min(n, left + across);
        double sum = 0;
        for (int r = top; r < bottom; r++) {
            for (int c = left; c < right; c++) {
                sum += kept[r * n + c];
            }
        }
        return (float) (sum / ((double) (bottom - top) * (right - left)));
    }

    private synchronized float[] base() {
        if (base.length == 0) {
            base = reduced();
        }
        return base;
    }

    /** One pass in stored order; each task has a band of its own, so that no sum is shared. */
    private float[] reduced() {
        int n = cells(columns, columnShift);
        int m = cells(rows, rowShift);
        float[] sums = new float[m * n];
        boolean byRow = source.byRow();
        Band shape =
                byRow
                        ? new Band(rows, rowShift, columns, columnShift, n, 1)
                        : new Band(columns, columnShift, rows, rowShift, 1, n);
        IntStream.range(0, byRow ? m : n).parallel().forEach(band -> add(shape, band, sums));
        for (int r = 0; r < m; r++) {
            int tall = Math.min(1 << rowShift, rows - (r << rowShift));
            for (int c = 0; c < n; c++) {
                int wide = Math.min(1 << columnShift, columns - (c << columnShift));
                sums[r * n + c] /= tall * wide;
            }
        }
        return sums;
    }

    /**
     * How lines (rows, or columns where those are stored in one piece) become bands of cells.
     *
     * @param lines of the matrix
     * @param lineShift lines in a band, as a power of two
     * @param length of a line
     * @param cellShift places of a line in a cell, as a power of two
     * @param bandStep from the sums of a band to those of the next
     * @param cellStep from the sum of a cell to that of the next
     */
    private record Band(
            int lines, int lineShift, int length, int cellShift, int bandStep, int cellStep) {}

    private void add(Band shape, int band, float[] sums) {
        int end = Math.min(shape.lines, (band + 1) << shape.lineShift);
        int piece = Math.max(PIECE, 1 << shape.cellShift);
        float[] values = new float[Math.min(piece, shape.length)];
        for (int line = band << shape.lineShift; line < end; line++) {
            for (int from = 0; from < shape.length; from += values.length) {
                int count = Math.min(values.length, shape.length - from);
                source.read(line, from, values, count);
                int at = band * shape.bandStep + (from >> shape.cellShift) * shape.cellStep;
                addCells(values, count, 1 << shape.cellShift, sums, at, shape.cellStep);
            }
        }
    }

    private static void addCells(
            float[] values, int count, int wide, float[] sums, int first, int step) {
        int at = first;
        for (int from = 0; from < count; from += wide) {
            int end = Math.min(count, from + wide);
            float sum = 0;
            for (int i = from; i < end; i++) {
                sum += values[i];
            }
            sums[at] += sum;
            at += step;
        }
    }

    /** Where the colours of a level end: the 99th percentile of evenly spread cells of it. */
    private float scale(int down, int across) {
        if (source.mode() == WeightMode.MASK || source.mode() == WeightMode.VIOLATIONS) {
            return 1;
        }
        return scales.computeIfAbsent(
                (long) down << 32 | across, key -> measuredScale(down, across));
    }

    private float measuredScale(int down, int across) {
        Cells cells = level(down, across);
        int m = cells(rows, down);
        int n = cells(columns, across);
        int rowsTaken = Math.min(m, SAMPLES);
        int columnsTaken = Math.min(n, SAMPLES);
        float[] taken = new float[rowsTaken * columnsTaken];
        for (int i = 0; i < taken.length; i++) {
            int r = (int) ((long) (i / columnsTaken) * m / rowsTaken);
            int c = (int) ((long) (i % columnsTaken) * n / columnsTaken);
            float size = Math.abs(cells.at(r, c));
            taken[i] = Float.isFinite(size) ? size : 0;
        }
        Arrays.sort(taken);
        float high = taken[(int) ((taken.length - 1) * 0.99)];
        return high > 0 ? high : 1;
    }
}
