package org.espalier.report;

import java.util.stream.IntStream;

/**
 * How large each input of a layer was during calibration. Inputs that were always zero are marked:
 * the weights that read them do nothing.
 *
 * @param norms L2 norm of each input feature over all tokens
 */
public record InputNorms(float[] norms) {
    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        double[] values = IntStream.range(0, norms.length).mapToDouble(i -> norms[i]).toArray();
        return new ValueBars("Norms of the inputs", values, Double.NaN, norm -> norm == 0)
                .figure(width, height, palette);
    }
}
