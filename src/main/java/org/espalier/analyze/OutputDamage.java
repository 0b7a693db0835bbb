package org.espalier.analyze;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.data.Dataset;
import org.espalier.measure.Logits;
import org.espalier.measure.ModelOutput;
import org.espalier.tensor.Tensor;

/** What a changed model's output on one batch costs, summed over the samples. */
interface OutputDamage {
    /** The measured damage that suits an output: accuracy where there are labels for it. */
    static Measure suited(ModelOutput output, Dataset data) {
        return switch (output.kind()) {
            case TOKEN_EMBEDDINGS -> Measure.COSINE_DISTANCE;
            case CLASS_SCORES -> data.labelled() ? Measure.ACCURACY_DROP : Measure.KL_DIVERGENCE;
        };
    }

    /** The damage of a kind of measure. */
    static OutputDamage of(Measure measure) {
        return switch (measure) {
            case ACCURACY_DROP -> OutputDamage::lostAnswers;
            case KL_DIVERGENCE -> (original, changed, labels) -> divergence(original, changed);
            case COSINE_DISTANCE -> (original, changed, labels) -> distance(original, changed);
            case OUTPUT_ERROR ->
                    throw new IllegalArgumentException("not measured on the model's output");
        };
    }

    /** Sum over the batch. */
    double sum(Tensor original, Tensor changed, int[] labels);

    private static double lostAnswers(Tensor original, Tensor changed, int[] labels) {
        return right(new Logits(original), labels) - right(new Logits(changed), labels);
    }

    private static int right(Logits logits, int[] labels) {
        int right = 0;
        for (int row = 0; row < labels.length; row++) {
            right += logits.best(row) == labels[row] ? 1 : 0;
        }
        return right;
    }

    private static double divergence(Tensor original, Tensor changed) {
        Logits p = new Logits(original);
        Logits q = new Logits(changed);
        double sum = 0;
        for (int row = 0; row < p.rows(); row++) {
            double[] logP = p.logSoftmax(row);
            double[] logQ = q.logSoftmax(row);
            for (int i = 0; i < logP.length; i++) {
                double share = Math.exp(logP[i]);
                sum += share == 0 ? 0 : share * (logP[i] - logQ[i]);
            }
        }
        return sum;
    }

    private static double distance(Tensor original, Tensor changed) {
        int rows = original.shape().intDim(0);
        long width = original.count() / Math.max(1, rows);
        double sum = 0;
        for (long from = 0; from < rows * width; from += width) {
            double dot = 0;
            double squareA = 0;
            double squareB = 0;
            for (long i = from; i < from + width; i++) {
                double a = original.floatAt(i);
                double b = changed.floatAt(i);
                dot += a * b;
                squareA += a * a;
                squareB += b * b;
            }
            double norms = Math.sqrt(squareA * squareB);
            sum += norms > 0 ? 1 - dot / norms : squareA == squareB ? 0 : 1;
        }
        return sum;
    }
}
