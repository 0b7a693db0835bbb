package org.espalier.analyze;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * OWL: blocks with more outliers among their Wanda scores stay denser. The outlier ratios are
 * scaled to [0, 2 lambda], and each block's density is its own, less the mean of all, plus the
 * density wanted; so the mean of the blocks' sparsities is the one wanted.
 *
 * <p>Source: Yin et al., "Outlier Weighed Layerwise Sparsity (OWL)", ICML 2024, section 3.3;
 * luuyin/OWL, lib/prune_all.py.
 */
public final class OwlSchedule {
    /** Half of the range of the densities, as in the paper. */
    public static final double LAMBDA = 0.08;

    private OwlSchedule() {}

    /**
     * The sparsity of each block, clipped to [0, 1].
     *
     * @param outliers outlier ratio of each block, see {@link
     *     org.espalier.compress.prune.OutlierRatio}
     * @param sparsity wanted mean
     */
    public static double[] sparsities(double[] outliers, double sparsity) {
        DoubleSummaryStatistics range = Arrays.stream(outliers).summaryStatistics();
        double width = range.getMax() - range.getMin();
        double[] scaled =
                Arrays.stream(outliers)
                        .map(o -> width == 0 ? 0 : (o - range.getMin()) / width * 2 * LAMBDA)
                        .toArray();
        double mean = Arrays.stream(scaled).average().orElse(0);
        return Arrays.stream(scaled).map(s -> Math.clamp(sparsity - (s - mean), 0, 1)).toArray();
    }
}
