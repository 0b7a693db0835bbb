package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

/**
 * Class scores of a batch, one row per sample: a classifier's output (batch, classes), before the
 * softmax.
 */
public final class Logits {
    private final Tensor scores;
    private final int rows;
    private final int classes;

    /**
     * Reads a model's output.
     *
     * @param scores (batch, classes); further axes of size 1 are allowed
     * @throws UserFacingException if the tensor has another shape, or holds NaN
     */
    public Logits(Tensor scores) {
        Shape shape = scores.shape();
        if (shape.rank() < 2 || shape.dim(0) * shape.dim(1) != shape.count() || shape.dim(1) == 0) {
            throw UserFacingException.badInput(
                    ("The model's output has the shape %s where class scores (batch, classes) are"
                                    + " needed. Choose data that suits the model.")
                            .formatted(shape));
        }
        this.scores = scores;
        this.rows = shape.intDim(0);
        this.classes = shape.intDim(1);
        rejectNaN();
    }

    /** Number of samples. */
    public int rows() {
        return rows;
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Score of one class. */
    public float at(int row, int label) {
        return scores.floatAt((long) row * classes + label);
    }

    /** The class with the highest score; of equal ones the first. */
    public int best(int row) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (at(row, i) > at(row, best)) {
                best = i;
            }
        }
        return best;
    }

    /** How many classes are ahead of {@code label}; of equal scores the first is ahead. */
    public int rank(int row, int label) {
        float own = at(row, label);
        int ahead = 0;
        for (int i = 0; i < classes; i++) {
            float other = at(row, i);
            if (other > own || (other == own && i < label)) {
                ahead++;
            }
        }
        return ahead;
    }

    /** Logarithms of the softmax of one row. */
    public double[] logSoftmax(int row) {
        double highest = at(row, best(row));
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(at(row, i) - highest);
        }
        double shift = highest + Math.log(sum);
        double[] logs = new double[classes];
        for (int i = 0; i < classes; i++) {
            logs[i] = at(row, i) - shift;
        }
        return logs;
    }

    private void rejectNaN() {
        for (long i = 0; i < scores.count(); i++) {
            if (Float.isNaN(scores.floatAt(i))) {
                throw new UserFacingException(
                        UserFacingException.Kind.FAILED,
                        ("The model answers NaN (class %d of sample %d in the batch), so there is"
                                        + " nothing to measure. Inspect its weights for NaN or"
                                        + " overflow, and the input for values out of range.")
                                .formatted(i % classes, i / classes),
                        null);
            }
        }
    }
}
