package org.espalier.compress.prune;

import org.espalier.base.Progress;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * ALPS's search for the weights that stay, by the alternating direction method of multipliers.
 *
 * <p>Two copies of the weights W are kept: B, which the inputs judge, and D, which is sparse. With
 * multipliers V and a penalty rho, a step is B = (H + rho I)^-1 (H W - V + rho D), then D = the
 * largest elements of B + V / rho, then V = V + rho (B - D). So the one matrix S = B + V / rho
 * holds both: D where it is among the largest, V / rho where it is pruned. And B = W + rho (H + rho
 * I)^-1 (+-S - W), with the minus where it is pruned, takes no product with H and no differences of
 * large numbers.
 *
 * <p>The penalty grows the faster, the more of the weights change sides. One that lets nothing
 * change from the beginning is lowered first.
 */
final class SupportSearch {
    private static final int CHECK = 3;
    private static final int EARLIEST = 30;
    private static final double SETTLED = 3e-4;
    private static final double MANY = 0.1;
    private static final double SOME = 0.005;
    private static final double LEAST_PENALTY = 1e-3;
    private static final double MOST_PENALTY = 1e6;

    private final StoredRows dense;
    private final StoredRows sum;
    private final StoredRows change;
    private final Tensor gram;
    private final Tensor factor;
    private final Target target;
    private final LinearAlgebra algebra;
    private final float[] ones;
    private double penalty;
    private boolean growing;
    private Mask mask;

    /**
     * Prepares the search.
     *
     * @param dense the weights to approximate, without gaps between the rows
     * @param gram H, (columns, columns), with ones on its diagonal
     * @param room for what the search holds, its result too
     */
    SupportSearch(
            StoredRows dense,
            Tensor gram,
            Target target,
            double penalty,
            LinearAlgebra algebra,
            Arena room) {
        this.dense = dense;
        this.sum = dense.room(room);
        this.change = dense.room(room);
        this.gram = gram;
        this.factor = Tensor.zeros(DType.FLOAT32, gram.shape(), room);
        this.target = target;
        this.algebra = algebra;
        this.ones = new float[dense.layout().columns()];
        Arrays.fill(ones, 1);
        this.penalty = penalty;
        this.mask = smallest(dense);
    }

    /**
     * What the search came to.
     *
     * @param weights zero where the mask prunes
     * @param settled whether it ended by itself
     */
    record Found(StoredRows weights, Mask mask, boolean settled) {}

    /** Searches, in so many steps at most. */
    Found run(int iterations, Progress progress) {
        Mask before = mask;
        begin();
        penalize(penalty);
        boolean settled = false;
        for (int i = 1; i <= iterations && !settled; i++) {
            progress.checkpoint();
            step();
            if (i % CHECK == 0) {
                Mask now = mask;
                settled = settles(now.difference(before), i > EARLIEST);
                before = now;
            }
        }
        return found(settled);
    }

    /** The largest weights, as they are, and no multipliers. */
    private void begin() {
        mask = smallest(dense);
        combine(sum, (w, s, c, pruned) -> pruned ? 0 : w);
    }

    private void step() {
        float rho = (float) penalty;
        combine(change, (w, s, c, pruned) -> rho * ((pruned ? -s : s) - w));
        algebra.solveFactorized(factor, change.weight());
        combine(sum, (w, s, c, pruned) -> w + c + (pruned ? s : 0));
        mask = smallest(sum);
    }

    /** Ends the search, or sets the penalty by how many weights changed sides. */
    private boolean settles(long moved, boolean late) {
        double share = (double) moved / (dense.layout().count() - mask.count());
        if (late && share < SETTLED || growing && moved == 0) {
            return true;
        }
        growing |= share > SOME;
        if (growing) {
            double growth = share > MANY ? 1.3 : share > SOME ? 1.2 : 1.1;
            penalize(Math.min(MOST_PENALTY, penalty * growth));
        } else {
            if (moved > 0) {
                begin();
            }
            penalize(Math.max(LEAST_PENALTY, penalty / 5));
        }
        return false;
    }

    /** Takes a new penalty, or a larger one if fp32 asks for it, and leaves V as it is. */
    private void penalize(double wanted) {
        double next = wanted;
        while (!factorize(next)) {
            next *= 10;
        }
        float ratio = (float) (penalty / next);
        combine(sum, (w, s, c, pruned) -> pruned ? ratio * s : s);
        penalty = next;
    }

    private boolean factorize(double rho) {
        factor.data().copyFrom(gram.data());
        int n = gram.shape().intDim(0);
        for (int i = 0; i < n; i++) {
            factor.setDouble((long) i * n + i, 1 + rho);
        }
        return algebra.cholesky(factor);
    }

    private Found found(boolean settled) {
        combine(sum, (w, s, c, pruned) -> w + c);
        mask = smallest(sum);
        combine(sum, (w, s, c, pruned) -> pruned ? 0 : s);
        return new Found(sum, mask, settled);
    }

    private Mask smallest(StoredRows matrix) {
        return new ScoreMatrix(matrix, ones).least(target);
    }

    /** An element of a matrix from those of W, S and B - W at its place. */
    private interface Element {
        float of(float w, float s, float c, boolean pruned);
    }

    private void combine(StoredRows into, Element element) {
        int columns = dense.layout().columns();
        StoredRows.inStrips(
                dense.layout().rows(),
                (first, count) -> {
                    float[] w = dense.read(first, count);
                    float[] s = sum.read(first, count);
                    float[] c = change.read(first, count);
                    for (int row = 0; row < count; row++) {
                        for (int column = 0; column < columns; column++) {
                            int i = row * columns + column;
                            boolean pruned = mask.prunes(first + row, column);
                            w[i] = element.of(w[i], s[i], c[i], pruned);
                        }
                    }
                    into.write(first, count, w, into.weight());
                });
    }
}
