package org.espalier.analyze;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What two classifiers answered on the same labelled samples, one by one: for the confusion of
 * classes, for the samples on which they disagree, and for comparing either with a third model.
 *
 * @param samples index of each sample in the evaluation data
 * @param labels right class by sample
 */
public record AnswerSheet(int[] samples, int[] labels, Answers base, Answers candidate) {
    /**
     * One model's answers. Two short whole numbers per sample keep the sheet of 10,000 samples
     * under 200 KB as JSON.
     *
     * @param classes answered class by sample
     * @param permille confidence in it by sample, 0 to 1000
     */
    public record Answers(int[] classes, int[] permille) {
        /** Confidence as a share. */
        public double confidence(int row) {
            return permille[row] / 1000.0;
        }
    }

    /** Number of samples. */
    public int size() {
        return labels.length;
    }

    /** How often each class (rows) was answered as each class (columns). */
    public int[][] confusion(Answers answers, int classes) {
        int[][] counts = new int[classes][classes];
        for (int row = 0; row < size(); row++) {
            counts[labels[row]][answers.classes()[row]]++;
        }
        return counts;
    }

    /** Whether each answer is right. */
    public boolean[] correct(Answers answers) {
        boolean[] correct = new boolean[size()];
        for (int row = 0; row < correct.length; row++) {
            correct[row] = answers.classes()[row] == labels[row];
        }
        return correct;
    }

    /**
     * Rows on which the two answer differently, worst first: those that only the base gets right,
     * then those that both get wrong, then those that only the candidate gets right; in each group
     * by how sure the two are of their answers together.
     */
    public int[] disagreements() {
        return IntStream.range(0, size())
                .filter(row -> base.classes()[row] != candidate.classes()[row])
                .boxed()
                .sorted(
                        (a, b) -> {
                            int group = Integer.compare(badness(b), badness(a));
                            return group != 0 ? group : Integer.compare(sureness(b), sureness(a));
                        })
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int badness(int row) {
        boolean lost = base.classes()[row] == labels[row];
        boolean gained = candidate.classes()[row] == labels[row];
        return lost ? 2 : gained ? 0 : 1;
    }

    private int sureness(int row) {
        return base.permille()[row] + candidate.permille()[row];
    }

    /** Whether another sheet is about the same samples. */
    public boolean matches(AnswerSheet other) {
        return Arrays.equals(samples, other.samples) && Arrays.equals(labels, other.labels);
    }
}
