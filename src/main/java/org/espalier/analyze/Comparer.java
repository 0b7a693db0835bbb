package org.espalier.analyze;

import org.espalier.measure.Bootstrap;
import org.espalier.measure.Estimate;
import org.espalier.measure.Evaluation;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.PairedAnswers;
import org.espalier.measure.Quality;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Puts what was measured of two models side by side, and says in a sentence what it means. */
public final class Comparer {
    /**
     * Compares without labels: the quality is how closely the candidate follows the base.
     *
     * @param fidelity of the candidate to the base; empty if not measured
     */
    public Comparison compare(ModelMeasures base, ModelMeasures candidate, List<Quality> fidelity) {
        Estimate slower = latencyDifference(base.latency(), candidate.latency());
        String verdict = new Verdict(base, candidate, slower, null, fidelity).sentence();
        return new Comparison(
                base,
                candidate,
                null,
                Double.NaN,
                slower,
                fidelity,
                List.of(),
                new double[0],
                null,
                verdict);
    }

    /**
     * Compares with labels.
     *
     * @param answers of the base
     * @param candidateAnswers of the candidate on the same samples
     * @param samples index of each sample in the evaluation data
     * @param fidelity of the candidate to the base; empty if not measured
     */
    public Comparison compare(
            ModelMeasures base,
            ModelMeasures candidate,
            Evaluation answers,
            Evaluation candidateAnswers,
            int[] samples,
            List<Quality> fidelity) {
        AnswerSheet sheet =
                new AnswerSheet(samples, answers.labels(), sheet(answers), sheet(candidateAnswers));
        return compare(base, candidate, sheet, answers.classes(), fidelity);
    }

    /**
     * Compares the candidates of two comparisons with each other. Their answers are paired where
     * both were judged on the same samples. Their latencies were not measured in turn.
     */
    public Comparison between(Comparison first, Comparison second) {
        AnswerSheet before = first.answers();
        AnswerSheet after = second.answers();
        if (before == null || after == null || !before.matches(after)) {
            return compare(first.candidate(), second.candidate(), List.of());
        }
        AnswerSheet sheet =
                new AnswerSheet(
                        before.samples(), before.labels(), before.candidate(), after.candidate());
        return compare(first.candidate(), second.candidate(), sheet, second.classes(), List.of());
    }

    private static Comparison compare(
            ModelMeasures base,
            ModelMeasures candidate,
            AnswerSheet sheet,
            List<String> classes,
            List<Quality> fidelity) {
        boolean[] before = sheet.correct(sheet.base());
        boolean[] after = sheet.correct(sheet.candidate());
        PairedAnswers paired = PairedAnswers.of(before, after);
        Estimate slower = latencyDifference(base.latency(), candidate.latency());
        return new Comparison(
                base,
                candidate,
                paired.difference(),
                paired.pValue(),
                slower,
                fidelity,
                classes,
                difference(sheet.labels(), before, after, classes.size()),
                sheet,
                new Verdict(base, candidate, slower, paired, fidelity).sentence());
    }

    private static @Nullable Estimate latencyDifference(
            @Nullable Latency base, @Nullable Latency candidate) {
        return base == null || candidate == null
                ? null
                : new Bootstrap(0).differenceOfMedians(base.samplesMs(), candidate.samplesMs());
    }

    private static AnswerSheet.Answers sheet(Evaluation evaluation) {
        int[] permille =
                Arrays.stream(evaluation.confidences())
                        .mapToInt(share -> (int) Math.round(share * 1000))
                        .toArray();
        return new AnswerSheet.Answers(evaluation.predictions(), permille);
    }

    /** By class; NaN for a class without samples. */
    private static double[] difference(
            int[] labels, boolean[] base, boolean[] candidate, int classes) {
        double[] more = new double[classes];
        int[] total = new int[classes];
        for (int row = 0; row < labels.length; row++) {
            total[labels[row]]++;
            more[labels[row]] += (candidate[row] ? 1 : 0) - (base[row] ? 1 : 0);
        }
        for (int c = 0; c < classes; c++) {
            more[c] = total[c] == 0 ? Double.NaN : more[c] / total[c];
        }
        return more;
    }
}
