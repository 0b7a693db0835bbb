package org.espalier.compress.statistics;

import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
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
    private static final int ROWS_AT_ONCE = 4;

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
        float[][] values = new float[ROWS_AT_ONCE][width];
        double[] strip = new double[width];
        for (int row = 0; row < rows; row += ROWS_AT_ONCE) {
            for (int i = 0; i < ROWS_AT_ONCE; i++) {
                if (row + i < rows) {
                    long at = ((long) (row + i) * sums.length + first) * Float.BYTES;
                    MemorySegment.copy(matrix.data(), Tensor.F32, at, values[i], 0, width);
                } else {
                    Arrays.fill(values[i], 0);
                }
            }
            addSquares(values[0], values[1], values[2], values[3], strip);
        }
        for (int i = 0; i < width; i++) {
            sums[first + i] += strip[i];
        }
    }

    private static void addSquares(float[] v0, float[] v1, float[] v2, float[] v3, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            double a = v0[i];
            double b = v1[i];
            double c = v2[i];
            double d = v3[i];
            sums[i] += (a * a + b * b) + (c * c + d * d);
        }
    }
}
