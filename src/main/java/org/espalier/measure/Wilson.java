package org.espalier.measure;

/**
 * The Wilson score interval of a proportion at 95 %.
 *
 * <p>Unlike the textbook interval it stays inside [0, 1] and is honest for shares near 0 or 1 and
 * for few samples. Wilson, "Probable inference, the law of succession, and statistical inference",
 * JASA 22 (1927); recommended in Brown, Cai and DasGupta, Statistical Science 16 (2001).
 */
public final class Wilson {
    /** The standard normal's 97.5 % quantile. */
    static final double Z = 1.959963984540054;

    private Wilson() {}

    /**
     * The share of successes with its interval.
     *
     * @throws IllegalArgumentException unless 0 <= successes <= trials and trials > 0
     */
    public static Estimate interval(long successes, long trials) {
        if (trials <= 0 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials);
        }
        double share = (double) successes / trials;
        double z2 = Z * Z / trials;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / trials + z2 / (4.0 * trials));
        double low = successes == 0 ? 0 : centre - half;
        double high = successes == trials ? 1 : centre + half;
        return new Estimate(share, low, high);
    }
}
