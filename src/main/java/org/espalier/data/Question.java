package org.espalier.data;

import java.util.List;

/**
 * A question put to a language model as texts that may follow a context: the one that the model
 * finds the likeliest is its answer.
 *
 * @param options one or more; where there is one, the model has to guess it
 * @param answer index of the right option
 */
public record Question(List<Option> options, int answer) {
    /**
     * A context and a continuation as tokens.
     *
     * @param tokens of both; no more than one beyond what the model reads
     * @param scored how many at the end are the continuation, whose likelihood counts
     * @param characters of the answer as people read it
     * @param cut whether the beginning was left out as there is too much for the model
     */
    public record Option(long[] tokens, int scored, int characters, boolean cut) {}
}
