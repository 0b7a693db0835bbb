package org.espalier.analyze;

import org.espalier.measure.Evaluation;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.PairedAnswers;
import org.espalier.measure.Quality;

import java.util.List;

/** Puts what was measured of two models side by side, and says in a sentence what it means. */
public final class Comparer {
    /**
     * Compares without labels: the quality is how closely the candidate follows the base.
     *
     * @param fidelity of the candidate to the base; empty if not measured
     */
    public Comparison compare(ModelMeasures base, ModelMeasures candidate, List<Quality> fidelity) {
        String verdict = new Verdict(base, candidate, null, fidelity).sentence();
        return new Comparison(
                base, candidate, null, Double.NaN, fidelity, List.of(), new double[0], verdict);
    }

    /**
     * Compares with labels.
     *
     * @param answers of the base
     * @param candidateAnswers of the candidate on the same samples
     * @param fidelity of the candidate to the base; empty if not measured
     */
    public Comparison compare(
            ModelMeasures base,
            ModelMeasures candidate,
            Evaluation answers,
            Evaluation candidateAnswers,
            List<Quality> fidelity) {
        PairedAnswers paired = answers.against(candidateAnswers);
        String verdict = new Verdict(base, candidate, paired, fidelity).sentence();
        return new Comparison(
                base,
                candidate,
                paired.difference(),
                paired.pValue(),
                fidelity,
                answers.classes(),
                difference(answers.byClass(), candidateAnswers.byClass()),
                verdict);
    }

    private static double[] difference(double[] base, double[] candidate) {
        double[] difference = new double[base.length];
        for (int i = 0; i < base.length; i++) {
            difference[i] = candidate[i] - base[i];
        }
        return difference;
    }
}
