package org.espalier.measure;

import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How closely a candidate follows the model that it was made from, on the same inputs, without
 * labels.
 *
 * @param kl mean over samples of KL(original || candidate) between the softmaxes of the logits,
 *     nats; null where the outputs are not class scores
 * @param cosine mean over samples of the cosine between the two outputs
 * @param agreement share of samples with the same best class; null where the outputs are not class
 *     scores
 */
public record Fidelity(
        @Nullable Estimate kl, Estimate cosine, @Nullable Estimate agreement, int samples) {

    /**
     * Compares class scores. The divergence runs from the original to the candidate, so that it
     * weighs each class by how much the original believes in it. Intervals: bootstrap over samples
     * for KL and cosine, Wilson for the agreement.
     *
     * @param original (samples, classes)
     * @param candidate of the same shape
     * @param seed of the bootstrap
     * @throws org.espalier.base.UserFacingException if one of them holds NaN
     */
    public static Fidelity ofClassScores(Tensor original, Tensor candidate, long seed) {
        Logits base = new Logits(original);
        Logits other = new Logits(candidate);
        double[] divergences = new double[base.rows()];
        Arrays.setAll(divergences, row -> divergence(base.logSoftmax(row), other.logSoftmax(row)));
        long agreeing =
                IntStream.range(0, base.rows())
                        .filter(row -> base.best(row) == other.best(row))
                        .count();
        return new Fidelity(
                new Bootstrap(seed).mean(divergences),
                new Bootstrap(seed).mean(cosines(original, candidate)),
                Wilson.interval(agreeing, base.rows()),
                base.rows());
    }

    /**
     * Compares embeddings, by their direction alone.
     *
     * @param original (samples, features)
     * @param candidate of the same shape
     * @param seed of the bootstrap
     */
    public static Fidelity ofEmbeddings(Tensor original, Tensor candidate, long seed) {
        double[] cosines = cosines(original, candidate);
        return new Fidelity(null, new Bootstrap(seed).mean(cosines), null, cosines.length);
    }

    /** The figures as they are shown: KL, cosine, agreement, those that apply. */
    public List<Quality> quality(Provenance provenance) {
        List<Quality> list = new ArrayList<>();
        if (kl != null) {
            list.add(new Quality("kl", kl, samples, provenance));
        }
        list.add(new Quality("cosine", cosine, samples, provenance));
        if (agreement != null) {
            list.add(new Quality("agreement", agreement, samples, provenance));
        }
        return List.copyOf(list);
    }

    private static double[] cosines(Tensor original, Tensor candidate) {
        if (!original.shape().equals(candidate.shape())) {
            throw new IllegalArgumentException(original + " beside " + candidate);
        }
        double[] cosines = new double[original.shape().intDim(0)];
        long width = original.count() / Math.max(1, cosines.length);
        Arrays.setAll(cosines, row -> cosine(original, candidate, row * width, width));
        return cosines;
    }

    /** KL(p || q) of two distributions given by their logarithms, nats. */
    private static double divergence(double[] logP, double[] logQ) {
        double sum = 0;
        for (int i = 0; i < logP.length; i++) {
            double p = Math.exp(logP[i]);
            sum += p == 0 ? 0 : p * (logP[i] - logQ[i]);
        }
        return Math.max(0, sum);
    }

    /** Cosine between a range of both tensors; 1 if both are zero, 0 if one is. */
    private static double cosine(Tensor a, Tensor b, long from, long width) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (long i = from; i < from + width; i++) {
            double x = a.floatAt(i);
            double y = b.floatAt(i);
            dot += x * y;
            aa += x * x;
            bb += y * y;
        }
        if (aa == 0 || bb == 0) {
            return aa == bb ? 1 : 0;
        }
        return dot / Math.sqrt(aa * bb);
    }
}
