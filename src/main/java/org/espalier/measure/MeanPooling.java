package org.espalier.measure;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The embedding of a sentence as the mean over its tokens. Reimers and Gurevych, "Sentence-BERT",
 * EMNLP 2019.
 */
public final class MeanPooling {
    private MeanPooling() {}

    /**
     * Pools token embeddings.
     *
     * @param hidden (batch, tokens, features)
     * @param mask (batch, tokens), 0 where a token is padding; null if none is
     * @return (batch, features), fp32
     */
    public static Tensor pool(Tensor hidden, @Nullable Tensor mask) {
        int batch = hidden.shape().intDim(0);
        int tokens = hidden.shape().intDim(1);
        int features = hidden.shape().intDim(2);
        Tensor pooled = Tensor.zeros(DType.FLOAT32, Shape.of(batch, features));
        for (int row = 0; row < batch; row++) {
            double[] sums = new double[features];
            int counted = 0;
            for (int token = 0; token < tokens; token++) {
                long place = (long) row * tokens + token;
                if (mask == null || mask.longAt(place) != 0) {
                    counted++;
                    addTo(sums, hidden, place * features);
                }
            }
            for (int i = 0; i < features; i++) {
                pooled.setDouble((long) row * features + i, sums[i] / Math.max(1, counted));
            }
        }
        return pooled;
    }

    private static void addTo(double[] sums, Tensor hidden, long from) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += hidden.floatAt(from + i);
        }
    }
}
