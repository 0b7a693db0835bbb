package org.espalier.compress;

import org.espalier.model.LayerId;

import java.util.List;

/**
 * How large each input feature of a layer was during calibration: small enough to be told with a
 * scan's result, and all that Wanda needs.
 *
 * @param tokens how many input vectors were seen
 * @param norms L2 norm of each input feature over all tokens
 */
public record LayerInputs(LayerId layer, long tokens, float[] norms) {
    /** From a layer's statistics. */
    public static LayerInputs of(LayerId layer, LayerStatistics statistics) {
        float[] norms = new float[statistics.sumSquares().length];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = statistics.norm(i);
        }
        return new LayerInputs(layer, statistics.tokens(), norms);
    }

    /** The same as statistics; the square of a float is exact, so the norms come back the same. */
    public LayerStatistics statistics() {
        double[] squares = new double[norms.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (double) norms[i] * norms[i];
        }
        return new LayerStatistics(tokens, squares, List.of());
    }

    /** Number of input features that were zero on every token. */
    public int dead() {
        int dead = 0;
        for (float norm : norms) {
            dead += norm == 0 ? 1 : 0;
        }
        return dead;
    }
}
