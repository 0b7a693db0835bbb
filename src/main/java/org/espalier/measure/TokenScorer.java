package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Relay;
import org.espalier.engine.Session;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets a language model tell how likely the tokens of texts are. A model whose weights would take
 * much memory runs block by block, so that the rest of them stays in its file.
 */
final class TokenScorer {
    /** Scores that the engine holds at once, so that they stay small beside the model. */
    private static final long SCORES = 1 << 24;

    /** Weights, in fp32, above which a model runs block by block. */
    private static final long LARGE = 2L << 30;

    /** Bytes of values between two blocks. */
    private static final long BETWEEN = 512L << 20;

    private final Engine engine;
    private final Network scored;
    private final List<String> fetches;
    private final long vocabulary;
    private final boolean large;

    /**
     * Takes a model.
     *
     * @param fetches of {@link NextTokens#head}
     * @throws UserFacingException if it is no language model
     */
    TokenScorer(Engine engine, Network network, List<String> fetches) {
        this(engine, network, fetches, LARGE);
    }

    /**
     * Takes a model.
     *
     * @param most bytes of its weights in fp32, so that it runs as a whole
     */
    TokenScorer(Engine engine, Network network, List<String> fetches, long most) {
        this.engine = engine;
        this.scored = NextTokens.head(network);
        this.fetches = fetches;
        this.vocabulary = LanguageModel.vocabulary(network);
        this.large =
                network.weights().values().stream().mapToLong(w -> w.tensor().count()).sum()
                                * Float.BYTES
                        > most;
    }

    /** Texts that run together. */
    interface Sheet {
        /** The model's inputs. */
        Map<String, Tensor> inputs();

        /** For each row, the token after each of its tokens. */
        List<long[]> next();

        /** Takes the scores, which are valid until the next sheet's. */
        void read(Scores scores);
    }

    /** How many rows of so many tokens run together. */
    int rows(int tokens) {
        return (int) Math.max(1, SCORES / (tokens * vocabulary));
    }

    /**
     * Scores the tokens that follow those of each sheet, in order.
     *
     * @param progress asked between sheets
     */
    void score(List<? extends Sheet> sheets, Progress progress) {
        Relay relay = large ? new Relay(engine, scored, fetches) : null;
        if (relay != null && relay.hasBlocks()) {
            inParts(sheets, relay, progress);
            return;
        }
        List<String> feeds = scored.inputs().stream().map(ValueInfo::name).toList();
        try (Session session = engine.open(new Program(scored, feeds, fetches))) {
            for (int i = 0; i < sheets.size(); i++) {
                progress.checkpoint();
                sheets.get(i).read(new Scores(session.runReusing(feeds(sheets.get(i)))));
                progress.update("Evaluating", i + 1L, sheets.size());
            }
        }
    }

    /** As many sheets at a time as may lie between two blocks. */
    private static void inParts(List<? extends Sheet> sheets, Relay relay, Progress progress) {
        int done = 0;
        while (done < sheets.size()) {
            List<Map<String, Tensor>> batches = new ArrayList<>();
            long bytes = 0;
            int first = done;
            while (done < sheets.size() && (bytes < BETWEEN || done == first)) {
                Map<String, Tensor> feeds = feeds(sheets.get(done++));
                Tensor ids = Objects.requireNonNull(feeds.get(LanguageModel.IDS));
                bytes += ids.count() * relay.width() * Float.BYTES;
                batches.add(feeds);
            }
            List<Map<String, Tensor>> fetched = relay.run(batches, progress);
            for (int i = 0; i < fetched.size(); i++) {
                sheets.get(first + i).read(new Scores(fetched.get(i)));
            }
            progress.update("Evaluating", done, sheets.size());
        }
    }

    private static Map<String, Tensor> feeds(Sheet sheet) {
        return NextTokens.feeds(sheet.inputs(), sheet.next());
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
}
