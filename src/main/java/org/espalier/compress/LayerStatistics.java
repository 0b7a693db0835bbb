package org.espalier.compress;

import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What calibration learned of one layer's inputs X (columns by tokens; a convolution's inputs are
 * its unfolded patches).
 *
 * @param tokens how many input vectors were seen
 * @param sumSquares sum of squares of each input feature over all tokens; length {@link
 *     org.espalier.model.MatrixLayout#inputFeatures()}
 * @param gram per group the matrix X X^T, FLOAT32 (columns, columns); empty unless {@link
 *     Kind#GRAM} was asked for
 */
public record LayerStatistics(long tokens, double[] sumSquares, List<Tensor> gram) {
    /** How much a method wants to know; each kind includes the ones before it. */
    public enum Kind {
        /** Weights alone. */
        NONE,
        /** Sums of squares of the input features. */
        NORMS,
        /** Gram matrices of the inputs. */
        GRAM
    }

    /** L2 norm of an input feature over all tokens, as Wanda uses it. */
    public float norm(int feature) {
        return (float) Math.sqrt(sumSquares[feature]);
    }

    /**
     * Over the tokens of both.
     *
     * @param other of as many input features, and of the same kind
     */
    public LayerStatistics plus(LayerStatistics other) {
        double[] sums = sumSquares.clone();
        Arrays.setAll(sums, i -> sums[i] + other.sumSquares[i]);
        List<Tensor> grams = new ArrayList<>();
        for (int group = 0; group < gram.size(); group++) {
            grams.add(gram.get(group).plus(other.gram.get(group)));
        }
        return new LayerStatistics(tokens + other.tokens, sums, grams);
    }
}
