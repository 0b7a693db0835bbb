package org.espalier.compress.prune;

import java.util.Arrays;
import java.util.Locale;

/**
 * Wanda's variant: a row loses the longest prefix of its sorted scores whose sum is at most alpha
 * times the sum of all its scores. One alpha serves all rows of the layer; it is bisected on [0,
 * 0.8] until the layer's sparsity is within 1e-3 of the target, and the best one found is taken.
 *
 * <p>Source: locuslab/wanda, lib/prune.py, use_variant. Where the published code stops once the
 * interval is shorter than 1e-3, the search goes on here. Prefixes are counted in index order of
 * ties, so that equal scores do not come along. Holds the layer's scores once, sorted.
 */
final class WandaVariant {
    private static final double LARGEST_ALPHA = 0.8;
    private static final double TOLERANCE = 1e-3;
    private static final int STEPS = 40;

    private final float[][] sorted;
    private final double[] sums;
    private final int columns;
    private final double share;

    WandaVariant(ScoreMatrix scores, double share) {
        this.sorted = new float[scores.rows()][];
        this.sums = new double[scores.rows()];
        this.columns = scores.columns();
        this.share = share;
        scores.visitRows(() -> this::sort);
    }

    private void sort(int row, int[] keys, int from) {
        float[] scores = new float[columns];
        for (int i = 0; i < columns; i++) {
            scores[i] = Float.intBitsToFloat(keys[from + i]);
        }
        Arrays.sort(scores);
        sorted[row] = scores;
        for (float score : scores) {
            sums[row] += score;
        }
    }

    /** The counts nearest to the target, with a note if they are not within the tolerance. */
    RowCounts counts() {
        double low = 0;
        double high = LARGEST_ALPHA;
        double alpha = LARGEST_ALPHA / 2;
        int[] best = at(alpha);
        int[] counts = best;
        for (int step = 0; step < STEPS && error(counts) > TOLERANCE; step++) {
            if (sparsity(counts) > share) {
                high = alpha;
            } else {
                low = alpha;
            }
            alpha = (low + high) / 2;
            counts = at(alpha);
            best = error(counts) < error(best) ? counts : best;
        }
        return new RowCounts(best, note(best));
    }

    private String note(int[] counts) {
        return error(counts) <= TOLERANCE
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The variant reaches %.4f, not %.4f: no alpha up to %.1f comes nearer.",
                        sparsity(counts),
                        share,
                        LARGEST_ALPHA);
    }

    private int[] at(double alpha) {
        int[] counts = new int[sorted.length];
        Arrays.parallelSetAll(counts, row -> prefix(sorted[row], sums[row] * alpha));
        return counts;
    }

    private static int prefix(float[] scores, double limit) {
        double sum = 0;
        int count = 0;
        while (count < scores.length && sum + scores[count] <= limit) {
            sum += scores[count++];
        }
        return count;
    }

    private double sparsity(int[] counts) {
        return (double) Arrays.stream(counts).asLongStream().sum() / counts.length / columns;
    }

    private double error(int[] counts) {
        return Math.abs(sparsity(counts) - share);
    }
}
