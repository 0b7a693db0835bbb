package org.espalier.analyze;

import org.espalier.measure.Estimate;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A base and a candidate, measured side by side.
 *
 * @param qualityDifference candidate minus base of the headline metric with its paired interval;
 *     null without evaluation data
 * @param pValue McNemar's exact test on the paired answers; NaN if there are none
 * @param latencyDifference candidate minus base of the median latency, milliseconds; null if either
 *     was not timed
 * @param fidelity of the candidate to the base (KL, cosine, agreement), needing no labels
 * @param classDifference candidate minus base accuracy by class, in the order of {@code classes};
 *     empty without labels
 * @param answers of both models, sample by sample; null without labels
 * @param verdict one sentence in plain words
 */
public record Comparison(
        ModelMeasures base,
        ModelMeasures candidate,
        @Nullable Estimate qualityDifference,
        double pValue,
        @Nullable Estimate latencyDifference,
        List<Quality> fidelity,
        List<String> classes,
        double[] classDifference,
        @Nullable AnswerSheet answers,
        String verdict) {
    /** The base as if nothing had been done to it, to be compared with a third model. */
    public Comparison unchanged() {
        AnswerSheet same =
                answers == null
                        ? null
                        : new AnswerSheet(
                                answers.samples(),
                                answers.labels(),
                                answers.base(),
                                answers.base());
        return new Comparison(
                base, base, null, Double.NaN, null, List.of(), classes, new double[0], same, "");
    }
}
