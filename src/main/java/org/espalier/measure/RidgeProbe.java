package org.espalier.measure;

import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

/**
 * Judges embeddings by how well a linear classifier tells classes from them.
 *
 * <p>Protocol: embeddings are scaled to unit length; one-vs-all ridge regression on 0/1 targets
 * without a bias, W = (X^T X + lambda I)^-1 X^T Y with lambda = 1; the class with the highest score
 * wins. The classifier is fitted anew for each model on the training split, in closed form, so that
 * the figure depends on nothing but the model and the data.
 */
public final class RidgeProbe {
    private static final double LAMBDA = 1;

    private final LinearAlgebra algebra;

    /** A probe that computes with {@code algebra}. */
    public RidgeProbe(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    /**
     * Class scores of {@code test} by a classifier fitted on {@code train}.
     *
     * @param train (n, features), fp32
     * @param labels class by row of {@code train}
     * @param classes number of classes
     * @param test (m, features), fp32
     * @return (m, classes), fp32
     */
    public Tensor scores(Tensor train, int[] labels, int classes, Tensor test) {
        Tensor weights = fit(unit(train), labels, classes);
        Tensor scores = Tensor.zeros(DType.FLOAT32, Shape.of(test.shape().dim(0), classes));
        algebra.multiply(unit(test), weights, scores);
        return scores;
    }

    private Tensor fit(Tensor embeddings, int[] labels, int classes) {
        int features = embeddings.shape().intDim(1);
        Tensor gram = Tensor.zeros(DType.FLOAT32, Shape.of(features, features));
        algebra.addGram(embeddings, gram);
        Tensor system = gram.cast(DType.FLOAT64);
        for (int i = 0; i < features; i++) {
            long diagonal = (long) i * features + i;
            system.setDouble(diagonal, system.doubleAt(diagonal) + LAMBDA);
        }
        return algebra.solvePositiveDefinite(system, classSums(embeddings, labels, classes))
                .cast(DType.FLOAT32);
    }

    /** X^T Y for one-hot Y: the sum of the embeddings of each class, a class per column. */
    private static Tensor classSums(Tensor embeddings, int[] labels, int classes) {
        int features = embeddings.shape().intDim(1);
        double[] sums = new double[features * classes];
        for (int row = 0; row < labels.length; row++) {
            for (int i = 0; i < features; i++) {
                sums[i * classes + labels[row]] += embeddings.floatAt((long) row * features + i);
            }
        }
        Tensor tensor = Tensor.zeros(DType.FLOAT64, Shape.of(features, classes));
        for (int i = 0; i < sums.length; i++) {
            tensor.setDouble(i, sums[i]);
        }
        return tensor;
    }

    /** Each row scaled to length 1; rows of zeros stay. */
    private static Tensor unit(Tensor rows) {
        Tensor scaled = Tensor.zeros(DType.FLOAT32, rows.shape());
        long width = rows.shape().dim(1);
        for (long from = 0; from < rows.count(); from += width) {
            double square = 0;
            for (long i = from; i < from + width; i++) {
                square += (double) rows.floatAt(i) * rows.floatAt(i);
            }
            double length = square == 0 ? 1 : Math.sqrt(square);
            for (long i = from; i < from + width; i++) {
                scaled.setDouble(i, rows.floatAt(i) / length);
            }
        }
        return scaled;
    }
}
