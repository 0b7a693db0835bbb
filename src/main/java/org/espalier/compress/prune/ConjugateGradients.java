package org.espalier.compress.prune;

import org.espalier.base.Progress;
import org.espalier.compress.Mask;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;

/**
 * Least squares on a fixed support, by conjugate gradients: of the rows X with zeros where a mask
 * says so, the one with the least (W - X) H (W - X)^T. The diagonal of H holds ones, so that the
 * plain method is the one preconditioned by the diagonal. All rows take their steps together, so
 * that a step is one product.
 */
final class ConjugateGradients {
    private final StoredRows weights;
    private final StoredRows residual;
    private final StoredRows direction;
    private final StoredRows image;
    private final Tensor gram;
    private final Mask mask;
    private final LinearAlgebra algebra;

    /**
     * Starts.
     *
     * @param dense the rows to approximate
     * @param weights where to start, and what is improved in place; zero where the mask prunes
     * @param gram H, (columns, columns)
     * @param room for what the steps hold
     */
    ConjugateGradients(
            StoredRows dense,
            StoredRows weights,
            Mask mask,
            Tensor gram,
            LinearAlgebra algebra,
            Arena room) {
        this.weights = weights;
        this.residual = dense.room(room);
        this.direction = dense.room(room);
        this.image = dense.room(room);
        this.gram = gram;
        this.mask = mask;
        this.algebra = algebra;
        start(dense);
    }

    private void start(StoredRows dense) {
        StoredRows.inStrips(
                dense.layout().rows(),
                (first, count) -> {
                    float[] lost = dense.read(first, count);
                    float[] kept = weights.read(first, count);
                    for (int i = 0; i < lost.length; i++) {
                        lost[i] -= kept[i];
                    }
                    direction.write(first, count, lost, direction.weight());
                });
        algebra.multiply(direction.weight(), gram, image.weight());
        StoredRows.inStrips(
                dense.layout().rows(),
                (first, count) -> {
                    float[] pull = image.read(first, count);
                    keepSupport(first, pull);
                    residual.write(first, count, pull, residual.weight());
                    direction.write(first, count, pull, direction.weight());
                });
    }

    /** Takes so many steps. */
    void run(int steps, Progress progress) {
        for (int i = 0; i < steps; i++) {
            progress.checkpoint();
            algebra.multiply(direction.weight(), gram, image.weight());
            StoredRows.inStrips(weights.layout().rows(), this::step);
        }
    }

    private void step(int first, int count) {
        float[] x = weights.read(first, count);
        float[] r = residual.read(first, count);
        float[] p = direction.read(first, count);
        float[] q = image.read(first, count);
        keepSupport(first, q);
        int columns = weights.layout().columns();
        for (int from = 0; from < x.length; from += columns) {
            double before = dot(r, r, from, columns);
            double curvature = dot(p, q, from, columns);
            float length = (float) (curvature > 0 ? before / curvature : 0);
            for (int i = from; i < from + columns; i++) {
                x[i] += length * p[i];
                r[i] -= length * q[i];
            }
            float turn = (float) (before > 0 ? dot(r, r, from, columns) / before : 0);
            for (int i = from; i < from + columns; i++) {
                p[i] = r[i] + turn * p[i];
            }
        }
        weights.write(first, count, x, weights.weight());
        residual.write(first, count, r, residual.weight());
        direction.write(first, count, p, direction.weight());
    }

    private void keepSupport(int firstRow, float[] values) {
        int columns = weights.layout().columns();
        for (int i = 0; i < values.length; i++) {
            if (mask.prunes(firstRow + i / columns, i % columns)) {
                values[i] = 0;
            }
        }
    }

    private static double dot(float[] a, float[] b, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
