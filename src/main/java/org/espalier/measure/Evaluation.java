package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier's answers on labelled samples, kept one by one so that two models can be compared on
 * the same samples.
 *
 * @param metric {@code top1} for a classifier, {@code probe-accuracy} for a probe on embeddings
 * @param classes names of the classes by index
 * @param labels right class by sample
 * @param predictions answered class by sample
 * @param ranks how many classes the model ranks before the right one, by sample
 * @param confidences what the softmax of the scores gives the answered class, by sample
 */
public record Evaluation(
        String metric,
        List<String> classes,
        int[] labels,
        int[] predictions,
        int[] ranks,
        double[] confidences) {
    private static final int TOP = 5;

    /**
     * Reads answers off class scores.
     *
     * @param scores (samples, classes)
     * @param labels right class by sample
     * @throws UserFacingException if there are no labels, or the scores are not class scores, hold
     *     NaN, or have fewer classes than the data
     */
    public static Evaluation of(String metric, List<String> classes, Tensor scores, int[] labels) {
        Logits logits = new Logits(scores);
        if (classes.isEmpty() || logits.rows() != labels.length || labels.length == 0) {
            throw UserFacingException.badInput(
                    "The data have no labels, so accuracy cannot be measured. Fidelity to the"
                            + " original model needs none.");
        }
        if (logits.classes() < classes.size()) {
            throw UserFacingException.badInput(
                    "The model knows %d classes and the data have %d. Choose data that suit the model."
                            .formatted(logits.classes(), classes.size()));
        }
        int[] predictions = new int[labels.length];
        int[] ranks = new int[labels.length];
        Arrays.setAll(predictions, logits::best);
        Arrays.setAll(ranks, row -> logits.rank(row, labels[row]));
        double[] confidences = new double[labels.length];
        Arrays.setAll(confidences, row -> Math.exp(logits.logSoftmax(row)[predictions[row]]));
        return new Evaluation(metric, classes, labels, predictions, ranks, confidences);
    }

    /** Number of samples. */
    public int size() {
        return labels.length;
    }

    /** Share of samples with the right class among the first {@code k}, with its interval. */
    public Estimate top(int k) {
        return Wilson.interval(Arrays.stream(ranks).filter(rank -> rank < k).count(), size());
    }

    /** Whether each sample's answer is right. */
    public boolean[] correct() {
        boolean[] correct = new boolean[size()];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = ranks[i] == 0;
        }
        return correct;
    }

    /** Accuracy among the samples of each class; NaN for a class without samples. */
    public double[] byClass() {
        double[] right = new double[classes.size()];
        int[] total = new int[classes.size()];
        for (int i = 0; i < size(); i++) {
            total[labels[i]]++;
            right[labels[i]] += ranks[i] == 0 ? 1 : 0;
        }
        for (int c = 0; c < right.length; c++) {
            right[c] = total[c] == 0 ? Double.NaN : right[c] / total[c];
        }
        return right;
    }

    /** The figures as they are shown: the metric, and top-5 where there are more classes. */
    public List<Quality> quality(Provenance provenance) {
        List<Quality> list = new ArrayList<>();
        list.add(new Quality(metric, top(1), size(), provenance));
        if (classes.size() > TOP) {
            list.add(new Quality("top5", top(TOP), size(), provenance));
        }
        return List.copyOf(list);
    }

    /** Answers of another model on the same samples beside these, which are the base's. */
    public PairedAnswers against(Evaluation candidate) {
        return PairedAnswers.of(correct(), candidate.correct());
    }
}
