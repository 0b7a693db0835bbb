package org.espalier.data;

import java.util.Arrays;
import java.util.List;

/**
 * Questions of one shape.
 *
 * @param judged what the answers are judged by
 */
public record Questions(Judged judged, List<Question> items) {
    /** How answers are judged, as lm-evaluation-harness does for data of a shape. */
    public enum Judged {
        /** The likeliest option is the answer. */
        BY_LIKELIHOOD,
        /** Also with likelihoods per character, so that long options are not at a disadvantage. */
        ALSO_BY_CHARACTER,
        /** One option, which the model has to guess token by token; its perplexity counts too. */
        BY_GUESS
    }

    /** How many options were too long for the model and lost their beginnings. */
    public long cut() {
        return items.stream()
                .flatMap(question -> question.options().stream())
                .filter(Question.Option::cut)
                .count();
    }

    /** How many options there are in all questions. */
    public int options() {
        return items.stream().mapToInt(question -> question.options().size()).sum();
    }

    /** Those at some indices, in their order. */
    Questions select(int[] indices) {
        return new Questions(judged, Arrays.stream(indices).mapToObj(items::get).toList());
    }
}
