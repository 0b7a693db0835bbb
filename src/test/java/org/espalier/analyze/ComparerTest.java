package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.measure.Estimate;
import org.espalier.measure.Evaluation;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

class ComparerTest {
    private static final Provenance NOWHERE = new Provenance("", "", 0, Map.of(), "cpu");
    private final Comparer comparer = new Comparer();
    private final ModelMeasures base = measures(latency(1), new ModelSize(1000, 1000, 900), 0);

    @Test
    void saysWhatZerosBringAndCost() {
        ModelMeasures pruned = measures(latency(1), new ModelSize(1000, 530, 600), 0.5);

        Comparison comparison =
                comparer.compare(
                        base, pruned, answers(1000, 0), answers(1000, 20), rows(1000), List.of());

        assertEquals(
                "1.9× smaller on disk when stored sparse, not faster here because ONNX Runtime on"
                        + " the CPU multiplies by single zeros like by any other number, for 2.0"
                        + " points of accuracy (95 % interval 1.2 to 3.1).",
                comparison.verdict());
        assertEquals(-0.02, Objects.requireNonNull(comparison.qualityDifference()).value(), 1e-12);
        assertTrue(comparison.pValue() < 1e-5);
    }

    @Test
    void doesNotCallNoiseALoss() {
        ModelMeasures pruned = measures(null, new ModelSize(1000, 530, 600), 0.5);

        Comparison comparison =
                comparer.compare(
                        base, pruned, answers(200, 0), answers(200, 2), rows(200), List.of());

        assertTrue(
                comparison
                        .verdict()
                        .startsWith(
                                "1.9× smaller on disk when stored sparse, with an accuracy not"
                                        + " distinguishable from the original's on 200 samples"
                                        + " (-1.0 points"),
                comparison.verdict());
    }

    @Test
    void praisesWhatIsReallySmallerFasterAndBetter() {
        ModelMeasures small = measures(latency(0.5), new ModelSize(400, 400, 350), 0);

        Comparison comparison =
                comparer.compare(
                        base, small, answers(1000, 20), answers(1000, 0), rows(1000), List.of());

        assertEquals(
                "2.5× smaller on disk, 2.0× faster here, and 2.0 points more accurate.",
                comparison.verdict());
    }

    @Test
    void admitsWhatIsSlowerAndLarger() {
        ModelMeasures worse = measures(latency(2), new ModelSize(2000, 2000, 900), 0);

        Comparison comparison = comparer.compare(base, worse, List.of());

        assertEquals("2.0× larger on disk, 2.0× slower here.", comparison.verdict());
        assertNull(comparison.qualityDifference());
        assertTrue(Double.isNaN(comparison.pValue()));
    }

    @Test
    void tellsFidelityWithoutLabels() {
        List<Quality> fidelity =
                List.of(
                        new Quality("cosine", new Estimate(0.987, 0.98, 0.99), 500, NOWHERE),
                        new Quality("agreement", new Estimate(0.971, 0.95, 0.98), 500, NOWHERE));

        assertTrue(
                comparer.compare(base, base, fidelity)
                        .verdict()
                        .endsWith("giving the original's answer on 97.1 % of 500 samples."));
        assertTrue(
                comparer.compare(base, base, fidelity.subList(0, 1))
                        .verdict()
                        .endsWith("a mean cosine of 0.987 to the original's."));
    }

    @Test
    void comparesClassByClass() {
        Evaluation before =
                new Evaluation(
                        "top1", List.of("a", "b"), labels(4), labels(4), new int[4], sure(4));
        Evaluation after =
                new Evaluation(
                        "top1",
                        List.of("a", "b"),
                        labels(4),
                        new int[4],
                        new int[] {0, 1, 0, 1},
                        sure(4));

        Comparison comparison = comparer.compare(base, base, before, after, labels(4), List.of());

        assertEquals(List.of("a", "b"), comparison.classes());
        assertArrayEquals(new double[] {0, -1}, comparison.classDifference());
    }

    @Test
    void comparesTheCandidatesOfTwoComparisons() {
        ModelMeasures small = measures(latency(0.5), new ModelSize(400, 400, 350), 0);
        Comparison first =
                comparer.compare(
                        base, base, answers(1000, 0), answers(1000, 30), rows(1000), List.of());
        Comparison second =
                comparer.compare(
                        base, small, answers(1000, 0), answers(1000, 10), rows(1000), List.of());

        Comparison between = comparer.between(first, second);

        assertEquals(small, between.candidate());
        assertEquals(0.02, Objects.requireNonNull(between.qualityDifference()).value(), 1e-12);
        assertEquals(20, Objects.requireNonNull(between.answers()).disagreements().length);
        Comparison unlabelled = comparer.compare(base, small, List.of());
        assertNull(comparer.between(first, unlabelled).qualityDifference());
    }

    private static int[] labels(int size) {
        return IntStream.range(0, size).map(i -> i % 2).toArray();
    }

    private static int[] rows(int size) {
        return IntStream.range(0, size).toArray();
    }

    private static double[] sure(int size) {
        return IntStream.range(0, size).mapToDouble(i -> 0.9).toArray();
    }

    /** Right on all samples but the first {@code wrong}. */
    private static Evaluation answers(int size, int wrong) {
        int[] ranks = IntStream.range(0, size).map(i -> i < wrong ? 1 : 0).toArray();
        int[] answers = labels(size);
        for (int i = 0; i < wrong; i++) {
            answers[i] = 1 - answers[i];
        }
        return new Evaluation("top1", List.of("a", "b"), labels(size), answers, ranks, sure(size));
    }

    private static ModelMeasures measures(
            @Nullable Latency latency, ModelSize size, double sparsity) {
        return new ModelMeasures(List.of(), latency, size, -1, sparsity, 100, 1000);
    }

    private static Latency latency(double ms) {
        double[] samples =
                IntStream.range(0, 100)
                        .mapToDouble(i -> ms * (1 + 0.02 * (i % 10 - 4.5)))
                        .toArray();
        return new Latency(
                new Estimate(ms, ms, ms), ms, samples, 2, 1, "CPUExecutionProvider", NOWHERE);
    }
}
