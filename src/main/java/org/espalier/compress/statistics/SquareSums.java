package org.espalier.compress.statistics;

import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * Sums of squares down the columns of a matrix, in fp64.
 *
 * <p>Columns are cut into strips that stay in the first-level cache while all rows pass; strips go
 * to several cores. The order of the additions depends on neither.
 */
final class SquareSums {
    private static final int WIDEST = 2048;
    private static final int STRIPS = 8;
    private static final int LANES = 64;

    private SquareSums() {}

    /**
     * Adds the squares of all rows.
     *
     * @param matrix FLOAT32, read as (rows, {@code sums.length})
     */
    static void add(Tensor matrix, double[] sums) {
        int columns = sums.length;
        int rows = Math.toIntExact(matrix.count() / Math.max(1, columns));
        int share = (columns + STRIPS - 1) / STRIPS;
        int width = Math.min(WIDEST, (share + LANES - 1) / LANES * LANES);
        IntStream.range(0, (columns + width - 1) / width)
                .parallel()
                .forEach(strip -> strip(matrix, rows, strip * width, sums, width));
    }

    private static void strip(Tensor matrix, int rows, int first, double[] sums, int widest) {
        int width = Math.min(widest, sums.length - first);
        float[] values = new float[width];
        double[] strip = new double[width];
        for (int row = 0; row < rows; row++) {
            long at = ((long) row * sums.length + first) * Float.BYTES;
            MemorySegment.copy(matrix.data(), Tensor.F32, at, values, 0, width);
            addSquares(values, strip);
        }
        for (int i = 0; i < width; i++) {
            sums[first + i] += strip[i];
        }
    }

    private static void addSquares(float[] values, double[] sums) {
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            sums[i] += value * value;
        }
    }
}
