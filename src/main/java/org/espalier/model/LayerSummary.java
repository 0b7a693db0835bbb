package org.espalier.model;

import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.util.Arrays;

/**
 * What one look at a layer's weight says of it.
 *
 * @param zeros how many weights are exactly zero
 * @param pattern24 whether each whole group of 4 consecutive input columns of a row has at least 2
 *     zeros; columns after the last whole group may be dense, as N:M pruning leaves them, and a row
 *     shorter than one group satisfies nothing
 * @param pattern48 the same for 4 zeros in groups of 8
 * @param share of the model's parameters that are weights of this layer
 * @param deadRows rows (output features) that are all zero
 * @param notFinite how many weights are NaN or infinite
 * @param leastNorm smallest L2 norm of a row
 * @param greatestNorm greatest L2 norm of a row
 */
public record LayerSummary(
        Layer layer,
        long zeros,
        boolean pattern24,
        boolean pattern48,
        double share,
        int deadRows,
        long notFinite,
        double leastNorm,
        double greatestNorm) {

    /** Share of the weights that are exactly zero. */
    public double sparsity() {
        return (double) zeros / layer.weightCount();
    }

    /**
     * Looks at a layer's weight once, in the order in which it is stored.
     *
     * @param parameters of the whole model, for the share
     */
    public static LayerSummary of(Layer layer, Network network, long parameters) {
        Scan scan = new Scan(layer.layout());
        scan.run(network.weight(layer.weight()));
        double[] norms = Arrays.stream(scan.squares).map(Math::sqrt).toArray();
        int columns = layer.layout().columns();
        return new LayerSummary(
                layer,
                scan.zeros,
                columns >= 4 && scan.all24,
                columns >= 8 && scan.all48,
                (double) layer.weightCount() / Math.max(parameters, 1),
                (int) Arrays.stream(norms).filter(norm -> norm == 0).count(),
                scan.notFinite,
                Arrays.stream(norms).min().orElse(0),
                Arrays.stream(norms).max().orElse(0));
    }

    /** Sums for each row, fed element by element with the columns of a row in order. */
    private static final class Scan {
        private final MatrixLayout layout;
        private final double[] squares;
        private final int[] zerosOf4;
        private final int[] zerosOf8;
        private long zeros;
        private long notFinite;
        private boolean all24 = true;
        private boolean all48 = true;

        Scan(MatrixLayout layout) {
            this.layout = layout;
            this.squares = new double[layout.rows()];
            this.zerosOf4 = new int[layout.rows()];
            this.zerosOf8 = new int[layout.rows()];
        }

        void run(Tensor weight) {
            boolean byRow = layout.columnStride() == 1;
            int outer = byRow ? layout.rows() : layout.columns();
            int inner = byRow ? layout.columns() : layout.rows();
            boolean single = weight.dtype() == DType.FLOAT32;
            for (int i = 0; i < outer; i++) {
                for (int j = 0; j < inner; j++) {
                    int row = byRow ? i : j;
                    int column = byRow ? j : i;
                    long at = layout.index(row, column);
                    add(row, column, single ? weight.floatAt(at) : weight.doubleAt(at));
                }
            }
        }

        private void add(int row, int column, double value) {
            if (value == 0) {
                zeros++;
                zerosOf4[row]++;
                zerosOf8[row]++;
            } else if (!Double.isFinite(value)) {
                notFinite++;
            }
            squares[row] += value * value;
            if ((column & 3) == 3) {
                all24 &= zerosOf4[row] >= 2;
                zerosOf4[row] = 0;
            }
            if ((column & 7) == 7) {
                all48 &= zerosOf8[row] >= 4;
                zerosOf8[row] = 0;
            }
        }
    }
}
