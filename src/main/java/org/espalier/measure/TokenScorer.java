package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A language model made ready to tell how likely the tokens of texts are. */
final class TokenScorer implements AutoCloseable {
    /** Scores that the engine holds at once, so that they stay small beside the model. */
    private static final long SCORES = 1 << 24;

    private final Session session;
    private final long vocabulary;

    /**
     * Opens a model.
     *
     * @param fetches of {@link NextTokens#head}
     * @throws UserFacingException if it is no language model
     */
    TokenScorer(Engine engine, Network network, List<String> fetches) {
        Network scored = NextTokens.head(network);
        List<String> feeds = scored.inputs().stream().map(ValueInfo::name).toList();
        session = engine.open(new Program(scored, feeds, fetches));
        vocabulary = LanguageModel.vocabulary(network);
    }

    /** How many rows of so many tokens run together. */
    int rows(int tokens) {
        return (int) Math.max(1, SCORES / (tokens * vocabulary));
    }

    /**
     * Scores tokens as those that follow the ones of a batch; valid until the next.
     *
     * @param next for each row, the token after each of its tokens
     */
    Scores score(Map<String, Tensor> inputs, List<long[]> next) {
        return new Scores(session.runReusing(NextTokens.feeds(inputs, next)));
    }

    /** What was read off a batch. */
    record Scores(Map<String, Tensor> fetched) {
        /**
         * Sum of the log-likelihoods of the tokens after those from one place to another, in nats.
         *
         * @throws UserFacingException if it is not a number
         */
        double logLikelihood(int row, int from, int to) {
            Tensor logs = Objects.requireNonNull(fetched.get(NextTokens.LOG_LIKELIHOODS));
            long start = row * logs.shape().dim(1);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += logs.floatAt(start + i);
            }
            if (!Double.isFinite(sum)) {
                throw new UserFacingException(
                        UserFacingException.Kind.FAILED,
                        "The model answers NaN or infinity, so it cannot be measured. Inspect its"
                                + " weights for NaN or overflow.",
                        null);
            }
            return sum;
        }

        /**
         * Whether each of the tokens after those from one place to another is the one that the
         * model finds the likeliest.
         */
        boolean guessed(int row, int from, int to, long[] tokens) {
            Tensor likeliest = Objects.requireNonNull(fetched.get(NextTokens.LIKELIEST));
            long start = row * likeliest.shape().dim(1);
            for (int i = from; i < to; i++) {
                if (likeliest.longAt(start + i) != tokens[i + 1]) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
