package org.espalier.report;

import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;

import java.util.stream.IntStream;

/**
 * Sums over the rows and columns of a weight matrix, from one pass in stored order.
 *
 * @param rowNorms L2 norm of each row (output feature)
 * @param rowZeros share of zeros in each row
 * @param columnNorms L2 norm of each column (input feature)
 * @param columnZeros share of zeros in each column
 * @param fitting share of the whole groups of four along the inputs that have two zeros or more; 1
 *     if there is no whole group
 */
public record WeightMarginals(
        double[] rowNorms,
        double[] rowZeros,
        double[] columnNorms,
        double[] columnZeros,
        double fitting) {
    private static final int GROUP = 4;

    /** Reads a weight once. */
    public static WeightMarginals of(Tensor weight, MatrixLayout layout) {
        return new Pass(layout).run(weight);
    }

    private static final class Pass {
        private final MatrixLayout layout;
        private final double[] rowSquares;
        private final double[] rowZeros;
        private final double[] columnSquares;
        private final double[] columnZeros;
        private final byte[] zerosOfGroup;
        private long fitting;

        Pass(MatrixLayout layout) {
            this.layout = layout;
            rowSquares = new double[layout.rows()];
            rowZeros = new double[layout.rows()];
            columnSquares = new double[layout.columns()];
            columnZeros = new double[layout.columns()];
            zerosOfGroup = new byte[layout.rows()];
        }

        WeightMarginals run(Tensor weight) {
            boolean byRow = layout.columnStride() == 1;
            int outer = byRow ? layout.rows() : layout.columns();
            int inner = byRow ? layout.columns() : layout.rows();
            for (int i = 0; i < outer; i++) {
                for (int j = 0; j < inner; j++) {
                    int row = byRow ? i : j;
                    int column = byRow ? j : i;
                    add(row, column, weight.floatAt(layout.index(row, column)));
                }
                if (byRow) {
                    zerosOfGroup[i] = 0;
                }
            }
            return result();
        }

        private void add(int row, int column, float value) {
            double square = (double) value * value;
            rowSquares[row] += square;
            columnSquares[column] += square;
            if (value == 0) {
                rowZeros[row]++;
                columnZeros[column]++;
                zerosOfGroup[row]++;
            }
            if ((column & (GROUP - 1)) == GROUP - 1) {
                fitting += zerosOfGroup[row] >= GROUP / 2 ? 1 : 0;
                zerosOfGroup[row] = 0;
            }
        }

        private WeightMarginals result() {
            long groups = (long) layout.rows() * (layout.columns() / GROUP);
            return new WeightMarginals(
                    roots(rowSquares),
                    shares(rowZeros, layout.columns()),
                    roots(columnSquares),
                    shares(columnZeros, layout.rows()),
                    groups == 0 ? 1 : (double) fitting / groups);
        }

        private static double[] roots(double[] squares) {
            return IntStream.range(0, squares.length)
                    .mapToDouble(i -> Math.sqrt(squares[i]))
                    .toArray();
        }

        private static double[] shares(double[] counts, int of) {
            return IntStream.range(0, counts.length).mapToDouble(i -> counts[i] / of).toArray();
        }
    }

    /** Whether anything is zero. */
    public boolean hasZeros() {
        return IntStream.range(0, rowZeros.length).anyMatch(i -> rowZeros[i] > 0);
    }

    /** Bars of the zeros of each row, or of its norm. */
    public Figure rows(boolean zeros, double width, double height, Palette palette) {
        return bars(zeros ? rowZeros : rowNorms, zeros).figure(width, height, palette);
    }

    /** Bars of the zeros of each column, or of its norm. */
    public Figure columns(boolean zeros, double width, double height, Palette palette) {
        return bars(zeros ? columnZeros : columnNorms, zeros).figure(width, height, palette);
    }

    private static ValueBars bars(double[] values, boolean shares) {
        return shares
                ? new ValueBars("Zeros", values, 1, share -> share == 1)
                : new ValueBars("Norms", values, Double.NaN, norm -> norm == 0);
    }
}
