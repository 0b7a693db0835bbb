package org.espalier.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Perplexity of single answers with the error that lm-evaluation-harness gives it: the standard
 * deviation over 100,000 resamples, drawn as Python draws them, so that the numbers are the same.
 */
final class PerplexityBootstrap {
    private static final int CHUNKS = 100;
    private static final int RESAMPLES_OF_CHUNK = 1000;
    private static final double TAIL = 0.025;

    private PerplexityBootstrap() {}

    /**
     * e to the mean negative log-likelihood, its percentile interval and, of two answers or more,
     * its standard error.
     */
    static Estimate of(double[] logLikelihoods) {
        double value = Math.exp(-Arrays.stream(logLikelihoods).sum() / logLikelihoods.length);
        double[] resampled =
                IntStream.range(0, CHUNKS)
                        .parallel()
                        .mapToObj(seed -> resampled(logLikelihoods, seed))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
        Estimate estimate =
                new Estimate(
                        value,
                        Bootstrap.quantile(resampled, TAIL),
                        Bootstrap.quantile(resampled, 1 - TAIL));
        return logLikelihoods.length < 2 ? estimate : estimate.with(deviation(resampled));
    }

    /** A chunk has a generator of its own, seeded with its number. */
    private static double[] resampled(double[] logLikelihoods, int seed) {
        PythonRandom random = new PythonRandom(seed);
        int n = logLikelihoods.length;
        double[] perplexities = new double[RESAMPLES_OF_CHUNK];
        for (int i = 0; i < perplexities.length; i++) {
            double sum = 0;
            for (int draw = 0; draw < n; draw++) {
                sum += logLikelihoods[(int) (random.nextDouble() * n)];
            }
            perplexities[i] = Math.exp(-sum / n);
        }
        return perplexities;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
