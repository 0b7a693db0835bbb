package org.espalier.model;

import java.util.List;
import java.util.Objects;

/**
 * What tells that a network is a language model: it reads numbered tokens and scores each token of
 * a vocabulary as the next one.
 */
public final class LanguageModel {
    /** Input with the tokens, (batch, tokens). */
    public static final String IDS = "input_ids";

    /** Output with the scores, (batch, tokens, vocabulary). */
    public static final String LOGITS = "logits";

    private static final int COMMON_VOCABULARY = 32_768;

    private LanguageModel() {}

    /** Whether a network is one. */
    public static boolean isOne(Network network) {
        return network.inputs().stream().anyMatch(input -> input.name().equals(IDS))
                && network.outputs().stream().anyMatch(LanguageModel::isScores);
    }

    /** How many tokens it scores; a common number if its output does not say. */
    public static long vocabulary(Network network) {
        return network.outputs().stream()
                                .filter(LanguageModel::isScores)
                                .map(output -> Objects.requireNonNull(output.dims()).getLast())
                                .findFirst()
                                .orElseThrow()
                        instanceof Dim.Fixed fixed
                ? fixed.size()
                : COMMON_VOCABULARY;
    }

    private static boolean isScores(ValueInfo output) {
        List<Dim> dims = output.dims();
        return output.name().equals(LOGITS) && dims != null && dims.size() == 3;
    }
}
