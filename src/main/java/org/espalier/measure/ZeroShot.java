package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.data.Question;
import org.espalier.data.Question.Option;
import org.espalier.data.Questions;
import org.espalier.data.Questions.Judged;
import org.espalier.data.TokenInputs;
import org.espalier.engine.Engine;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Answers of a language model to questions without examples, by how likely it finds each option: by
 * the rules of EleutherAI's lm-evaluation-harness 0.4.13.
 *
 * @param logLikelihoods of each question's options, in nats
 * @param guessed by question, whether the model would write the right option by itself; false where
 *     questions are not judged so
 */
public record ZeroShot(Questions questions, double[][] logLikelihoods, boolean[] guessed) {
    private record Row(int question, int option, Option text) {
        int length() {
            return text.tokens().length - 1;
        }
    }

    /**
     * Puts questions to a model; rows of similar length run together.
     *
     * @param progress asked between batches
     * @throws org.espalier.base.UserFacingException if it is no language model, or an answer is not
     *     a number
     */
    public static ZeroShot measure(
            Engine engine, Network network, Questions questions, Progress progress) {
        ZeroShot answers = unanswered(questions);
        TokenInputs inputs = new TokenInputs(network);
        List<Row> rows = rows(questions);
        TokenScorer scorer = new TokenScorer(engine, network, fetches(questions.judged()));
        List<Together> sheets = new ArrayList<>();
        int taken = 0;
        while (taken < rows.size()) {
            int together = scorer.rows(rows.get(taken).length());
            List<Row> batch = rows.subList(taken, Math.min(rows.size(), taken + together));
            sheets.add(new Together(batch, inputs, answers));
            taken += batch.size();
        }
        scorer.score(sheets, progress);
        return answers;
    }

    /** Rows that run together. */
    private record Together(List<Row> rows, TokenInputs from, ZeroShot answers)
            implements TokenScorer.Sheet {
        @Override
        public Map<String, Tensor> inputs() {
            return from.of(given(rows));
        }

        @Override
        public List<long[]> next() {
            return ZeroShot.next(rows);
        }

        @Override
        public void read(TokenScorer.Scores scores) {
            answers.read(scores, rows);
        }
    }

    private static ZeroShot unanswered(Questions questions) {
        return new ZeroShot(
                questions,
                questions.items().stream()
                        .map(question -> new double[question.options().size()])
                        .toArray(double[][]::new),
                new boolean[questions.items().size()]);
    }

    private static List<String> fetches(Judged judged) {
        return judged == Judged.BY_GUESS
                ? List.of(NextTokens.LOG_LIKELIHOODS, NextTokens.LIKELIEST)
                : List.of(NextTokens.LOG_LIKELIHOODS);
    }

    /** The longest first: what does not fit into memory shows at once. */
    private static List<Row> rows(Questions questions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < questions.items().size(); i++) {
            List<Option> options = questions.items().get(i).options();
            for (int option = 0; option < options.size(); option++) {
                rows.add(new Row(i, option, options.get(option)));
            }
        }
        rows.sort(Comparator.comparingInt(Row::length).reversed());
        return rows;
    }

    /** The last token of a text is predicted, not given. */
    private static List<long[]> given(List<Row> batch) {
        return batch.stream().map(row -> Arrays.copyOf(row.text().tokens(), row.length())).toList();
    }

    private static List<long[]> next(List<Row> batch) {
        return batch.stream()
                .map(row -> Arrays.copyOfRange(row.text().tokens(), 1, row.length() + 1))
                .toList();
    }

    private void read(TokenScorer.Scores scores, List<Row> batch) {
        for (int i = 0; i < batch.size(); i++) {
            Row row = batch.get(i);
            int from = row.length() - row.text().scored();
            logLikelihoods[row.question()][row.option()] =
                    scores.logLikelihood(i, from, row.length());
            if (questions.judged() == Judged.BY_GUESS) {
                guessed[row.question()] =
                        scores.guessed(i, from, row.length(), row.text().tokens());
            }
        }
    }

    /** By question, whether the likeliest option is the right one, or the only one was guessed. */
    public boolean[] correct() {
        return questions.judged() == Judged.BY_GUESS ? guessed : correct(option -> 1);
    }

    /** By question, whether the option with the highest likelihood per character is right. */
    public boolean[] correctByCharacter() {
        return correct(Option::characters);
    }

    private boolean[] correct(ToDoubleFunction<Option> length) {
        boolean[] correct = new boolean[logLikelihoods.length];
        for (int i = 0; i < correct.length; i++) {
            Question question = questions.items().get(i);
            double[] scores = logLikelihoods[i].clone();
            for (int option = 0; option < scores.length; option++) {
                scores[option] /= length.applyAsDouble(question.options().get(option));
            }
            correct[i] = first(scores) == question.answer();
        }
        return correct;
    }

    /** Of the highest; of equal ones the first. */
    private static int first(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** The figures as they are shown. */
    public List<Quality> quality(Provenance provenance) {
        List<Quality> list = new ArrayList<>();
        if (questions.judged() == Judged.BY_GUESS) {
            list.add(quality("perplexity", perplexity(), provenance));
        }
        list.add(quality("acc", share(correct()), provenance));
        if (questions.judged() == Judged.ALSO_BY_CHARACTER) {
            list.add(quality("acc_norm", share(correctByCharacter()), provenance));
        }
        return List.copyOf(list);
    }

    private Quality quality(String metric, Estimate estimate, Provenance provenance) {
        return new Quality(metric, estimate, logLikelihoods.length, provenance);
    }

    /** The standard error is that of the mean of a sample, over n - 1. */
    private static Estimate share(boolean[] correct) {
        int n = correct.length;
        long right = IntStream.range(0, n).filter(i -> correct[i]).count();
        Estimate share = Wilson.interval(right, n);
        double variance = share.value() * (1 - share.value());
        return n < 2 ? share : share.with(Math.sqrt(variance / (n - 1)));
    }

    private Estimate perplexity() {
        return PerplexityBootstrap.of(
                Arrays.stream(logLikelihoods).mapToDouble(options -> options[0]).toArray());
    }
}
