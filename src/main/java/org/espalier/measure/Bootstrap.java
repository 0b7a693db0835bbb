package org.espalier.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals at 95 % by resampling, for figures whose distribution is not known.
 *
 * <p>The same seed and samples give the same interval. Efron and Tibshirani, "An Introduction to
 * the Bootstrap" (1993), chapter 13.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    private final long seed;

    /** Resamples with this seed. */
    public Bootstrap(long seed) {
        this.seed = seed;
    }

    /** Mean with its interval. */
    public Estimate mean(double[] samples) {
        return estimate(samples, values -> Arrays.stream(values).sum() / values.length);
    }

    /** Median with its interval. */
    public Estimate median(double[] samples) {
        return estimate(samples, values -> quantile(values, 0.5));
    }

    /** Median of {@code candidate} minus that of {@code base}, each resampled by itself. */
    public Estimate differenceOfMedians(double[] base, double[] candidate) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] differences = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            differences[i] =
                    quantile(resample(candidate, random), 0.5)
                            - quantile(resample(base, random), 0.5);
        }
        return interval(quantile(candidate, 0.5) - quantile(base, 0.5), differences);
    }

    /**
     * The value below which a share of the samples lies, linear between neighbours (type 7 of
     * Hyndman and Fan, the default of NumPy and R).
     *
     * @throws IllegalArgumentException if there are no samples
     */
    public static double quantile(double[] samples, double share) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private Estimate estimate(double[] samples, ToDoubleFunction<double[]> statistic) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] replicates = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            replicates[i] = statistic.applyAsDouble(resample(samples, random));
        }
        return interval(statistic.applyAsDouble(samples), replicates);
    }

    private static double[] resample(double[] samples, SplittableRandom random) {
        double[] drawn = new double[samples.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = samples[random.nextInt(samples.length)];
        }
        return drawn;
    }

    private static Estimate interval(double value, double[] replicates) {
        return new Estimate(value, quantile(replicates, TAIL), quantile(replicates, 1 - TAIL));
    }
}
