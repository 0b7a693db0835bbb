package org.espalier.measure;

import org.espalier.data.Dataset;

import java.util.Locale;

/** What a model's quality is judged by. */
public enum Task {
    /** Right answers on labelled data. */
    ACCURACY,
    /** The next token of running text. */
    PERPLEXITY,
    /** Right answers to questions put to a language model without examples. */
    ZERO_SHOT;

    /** The one that data are made for. */
    public static Task of(Dataset data) {
        if (data.window() > 0) {
            return PERPLEXITY;
        }
        return data.questions().isPresent() ? ZERO_SHOT : ACCURACY;
    }

    /** As options spell it, such as {@code zero-shot}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
