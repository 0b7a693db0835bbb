package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
        int window = data.window();
        if (window < 2) {
            throw UserFacingException.badInput(
                    "Perplexity is measured on running text in windows of two tokens or more. Give"
                            + " a .txt file.");
        }
        TokenScorer scorer = new TokenScorer(engine, network, List.of(NextTokens.LOG_LIKELIHOODS));
        double[] nats = new double[data.size()];
        scorer.score(
                data.batches(scorer.rows(window)).stream()
                        .map(indices -> new Windows(data, indices, nats))
                        .toList(),
                progress);
        return new Perplexity(window, nats);
    }

    /** Windows that run together; each leaves its sum at its index. */
    private record Windows(Dataset data, int[] indices, double[] nats)
            implements TokenScorer.Sheet {
        @Override
        public Map<String, Tensor> inputs() {
            return data.batch(indices).inputs();
        }

        @Override
        public List<long[]> next() {
            return Perplexity.next(inputs());
        }

        @Override
        public void read(TokenScorer.Scores scores) {
            for (int row = 0; row < indices.length; row++) {
                nats[indices[row]] = -scores.logLikelihood(row, 0, data.window() - 1);
            }
        }
    }

    /** The tokens of each row but the first. */
    private static List<long[]> next(Map<String, Tensor> inputs) {
        Tensor ids = Objects.requireNonNull(inputs.get(LanguageModel.IDS));
        int window = ids.shape().intDim(1);
        return IntStream.range(0, ids.shape().intDim(0))
                .mapToObj(
                        row ->
                                LongStream.range(1, window)
                                        .map(i -> ids.longAt((long) row * window + i))
                                        .toArray())
                .toList();
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
