package org.espalier.measure;

/**
 * How often two classifiers are right on the same samples, counted together.
 *
 * <p>Two accuracies on the same data are not independent: what tells the models apart are the
 * samples on which only one of them is right. The test is McNemar's in its exact form; the interval
 * of the difference is Newcombe's method 10, "Improved confidence intervals for the difference
 * between binomial proportions based on paired data", Statistics in Medicine 17 (1998).
 *
 * @param both samples that both get right
 * @param onlyBase samples that only the base gets right
 * @param onlyCandidate samples that only the candidate gets right
 * @param neither samples that both get wrong
 */
public record PairedAnswers(long both, long onlyBase, long onlyCandidate, long neither) {

    /**
     * Counts answers.
     *
     * @param base whether the base is right, by sample
     * @param candidate whether the candidate is right on the same samples
     * @throws IllegalArgumentException if there are no samples or not the same number of them
     */
    public static PairedAnswers of(boolean[] base, boolean[] candidate) {
        if (base.length != candidate.length || base.length == 0) {
            throw new IllegalArgumentException(base.length + " answers beside " + candidate.length);
        }
        long[] cells = new long[4];
        for (int i = 0; i < base.length; i++) {
            cells[(base[i] ? 0 : 2) + (candidate[i] ? 0 : 1)]++;
        }
        return new PairedAnswers(cells[0], cells[1], cells[2], cells[3]);
    }

    /** Number of samples. */
    public long samples() {
        return both + onlyBase + onlyCandidate + neither;
    }

    /**
     * McNemar's exact two-sided test: the probability of a split at least as uneven of the samples
     * that only one model gets right, if each model were equally likely to be the one.
     */
    public double pValue() {
        long differing = onlyBase + onlyCandidate;
        long fewer = Math.min(onlyBase, onlyCandidate);
        double logTerm = -differing * Math.log(2);
        double tail = Math.exp(logTerm);
        for (long k = 1; k <= fewer; k++) {
            logTerm += Math.log((double) (differing - k + 1) / k);
            tail += Math.exp(logTerm);
        }
        return Math.min(1, 2 * tail);
    }

    /** Accuracy of the candidate minus that of the base, with its 95 % interval. */
    public Estimate difference() {
        long n = samples();
        Estimate base = Wilson.interval(both + onlyBase, n);
        Estimate candidate = Wilson.interval(both + onlyCandidate, n);
        double phi = correlation();
        double difference = (double) (onlyCandidate - onlyBase) / n;
        double down =
                distance(candidate.value() - candidate.low(), base.high() - base.value(), phi);
        double up = distance(candidate.high() - candidate.value(), base.value() - base.low(), phi);
        return new Estimate(difference, difference - down, difference + up);
    }

    private static double distance(double a, double b, double phi) {
        return Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
    }

    /** Correlation of the two models' answers, with Newcombe's continuity correction. */
    private double correlation() {
        double product =
                (double) (both + onlyBase)
                        * (onlyCandidate + neither)
                        * (both + onlyCandidate)
                        * (onlyBase + neither);
        if (product == 0) {
            return 0;
        }
        double excess = (double) both * neither - (double) onlyBase * onlyCandidate;
        double corrected = excess > 0 ? Math.max(excess - samples() / 2.0, 0) : excess;
        return corrected / Math.sqrt(product);
    }
}
