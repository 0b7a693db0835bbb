package org.espalier.measure;

import org.espalier.data.Dataset;

/** What a model's quality is judged by. */
public enum Task {
    /** Right answers on labelled data. */
    ACCURACY,
    /** The next token of running text. */
    PERPLEXITY;

    /** The one that data are made for. */
    public static Task of(Dataset data) {
        return data.window() > 0 ? PERPLEXITY : ACCURACY;
    }
}
