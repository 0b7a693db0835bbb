package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How surprised a language model is by running text: e to the mean negative log-likelihood of a
 * token, over windows of equal length that do not overlap. The first token of a window is given,
 * not predicted. A longer window is an easier task, so that its length belongs to the number.
 *
 * @param window tokens
 * @param nats sum of negative log-likelihoods of each window
 */
public record Perplexity(int window, double[] nats) {
    /** Begins the name of the metric; the length of the window follows. */
    public static final String METRIC = "perplexity@";

    /** Scores that the engine holds at once, so that they stay small beside the model. */
    private static final long SCORES = 1 << 24;

    private static final double TWO_SIDED_95 = 1.959964;

    /**
     * Runs a model over windows of text.
     *
     * @param progress asked between batches
     * @throws UserFacingException if it is no language model, the data are no running text, or the
     *     answer is not a number
     */
    public static Perplexity measure(
            Engine engine, Network network, Dataset data, Progress progress) {
        Network scored = NextTokens.head(network);
        if (data.window() < 2) {
            throw UserFacingException.badInput(
                    "Perplexity is measured on running text in windows of two tokens or more. Give"
                            + " a .txt file.");
        }
        List<String> feeds = scored.inputs().stream().map(ValueInfo::name).toList();
        Program program = new Program(scored, feeds, List.of(NextTokens.LOG_LIKELIHOODS));
        double[] nats = new double[data.size()];
        try (Session session = engine.open(program)) {
            int filled = 0;
            for (int[] indices : data.batches(batch(network, data.window()))) {
                progress.checkpoint();
                Batch batch = data.batch(indices);
                Tensor logs =
                        Objects.requireNonNull(
                                session.runReusing(NextTokens.feeds(batch.inputs()))
                                        .get(NextTokens.LOG_LIKELIHOODS));
                for (int row = 0; row < indices.length; row++) {
                    nats[filled++] = nats(logs, row, data.window());
                }
                progress.update("Evaluating", filled, data.size());
            }
        }
        return new Perplexity(data.window(), nats);
    }

    private static int batch(Network network, int window) {
        return (int) Math.max(1, SCORES / (window * NextTokens.vocabulary(network)));
    }

    private static double nats(Tensor logs, int row, int window) {
        double sum = 0;
        for (int i = 0; i < window - 1; i++) {
            sum -= logs.floatAt((long) row * window + i);
        }
        if (!Double.isFinite(sum)) {
            throw new UserFacingException(
                    UserFacingException.Kind.FAILED,
                    "The model answers NaN or infinity, so perplexity cannot be measured. Inspect"
                            + " its weights for NaN or overflow.",
                    null);
        }
        return sum;
    }

    /** Predicted tokens. */
    public long tokens() {
        return (long) nats.length * (window - 1);
    }

    /** The perplexity, and its interval by the standard error of the mean over windows. */
    public Estimate estimate() {
        double mean = mean();
        double reach = TWO_SIDED_95 * standardError();
        return new Estimate(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }

    private double mean() {
        return Arrays.stream(nats).sum() / tokens();
    }

    /** Standard error of the mean negative log-likelihood of a token, in nats; 0 for one window. */
    public double standardError() {
        double mean = mean() * (window - 1);
        double squares = Arrays.stream(nats).map(sum -> (sum - mean) * (sum - mean)).sum();
        int n = nats.length;
        return n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n) / (window - 1);
    }

    /** The figure as it is shown. */
    public Quality quality(Provenance provenance) {
        return new Quality(METRIC + window, estimate(), nats.length, provenance);
    }
}
