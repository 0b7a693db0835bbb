package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.data.Question.Option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts questions into tokens by the rules of lm-evaluation-harness 0.4.13.
 *
 * <p>White space at the end of a context belongs to the continuation. Both are tokenized together,
 * with the special tokens that the tokenizer adds, and parted where the context's own tokens end.
 * An empty context is the token that begins a text. What is too long for the model loses its
 * beginning.
 *
 * @param longest tokens that the model reads at once
 */
record QuestionTokens(TextTokenizer tokenizer, int longest) {
    /** Options that are tokenized together. */
    private static final int PART = 4096;

    /**
     * The questions as tokens.
     *
     * @throws UserFacingException if an option has no tokens of its own or more than the model
     *     reads; the message names the line
     */
    List<Question> of(List<Wording> questions) {
        List<Question> tokenized = new ArrayList<>();
        for (int start = 0; start < questions.size(); start += PART) {
            tokenized.addAll(
                    part(questions.subList(start, Math.min(questions.size(), start + PART))));
        }
        return List.copyOf(tokenized);
    }

    private List<Question> part(List<Wording> questions) {
        List<Wording.Option> options =
                questions.stream().flatMap(question -> question.options().stream()).toList();
        List<long[]> wholes = tokenizer.ids(options.stream().map(Wording.Option::whole).toList());
        List<long[]> contexts =
                tokenizer.ids(options.stream().map(QuestionTokens::stripped).toList());
        List<Question> tokenized = new ArrayList<>();
        int next = 0;
        for (Wording question : questions) {
            List<Option> parted = new ArrayList<>();
            for (Wording.Option option : question.options()) {
                parted.add(
                        option.context().isEmpty()
                                ? afterNothing(option, question.place())
                                : parted(option, wholes.get(next), contexts.get(next), question));
                next++;
            }
            tokenized.add(new Question(parted, question.answer()));
        }
        return tokenized;
    }

    private static String stripped(Wording.Option option) {
        return option.context().substring(0, HellaSwagText.end(option.context()));
    }

    private Option afterNothing(Wording.Option option, String place) {
        long first =
                tokenizer
                        .beginning()
                        .orElseThrow(
                                () ->
                                        UserFacingException.badInput(
                                                "%s has an empty context, and the model names no token that begins a text. State bos_token in tokenizer_config.json beside the tokenizer, or give a context."
                                                        .formatted(place)));
        long[] continuation = tokenizer.plainIds(option.continuation());
        if (continuation.length > 0 && continuation[0] == first) {
            return option(option, continuation, continuation.length - 1, place);
        }
        long[] tokens = new long[continuation.length + 1];
        tokens[0] = first;
        System.arraycopy(continuation, 0, tokens, 1, continuation.length);
        return option(option, tokens, continuation.length, place);
    }

    private Option parted(Wording.Option option, long[] whole, long[] context, Wording question) {
        if (context.length == 0) {
            throw UserFacingException.badInput(
                    "%s: its context has no tokens. Give a context, or leave it empty."
                            .formatted(question.place()));
        }
        return option(option, whole, whole.length - context.length, question.place());
    }

    private Option option(Wording.Option option, long[] tokens, int scored, String place) {
        if (scored < 1 || scored > longest) {
            throw UserFacingException.badInput(
                    "%s: \"%s\" has %s tokens of its own after the context; the model scores from 1 to %d. Correct the line, or leave it out."
                            .formatted(place, option.continuation(), Math.max(0, scored), longest));
        }
        int given = Math.min(tokens.length, longest + 1);
        return new Option(
                Arrays.copyOfRange(tokens, tokens.length - given, tokens.length),
                scored,
                option.characters(),
                given < tokens.length);
    }
}
