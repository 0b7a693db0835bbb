package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class EvaluationTest {
    private static final List<String> CLASSES = List.of("shirt", "shoe", "bag");

    @Test
    void keepsAnswersInOrder() {
        Evaluation evaluation = fourAnswers();
        assertArrayEquals(new int[] {0, 1, 2, 0}, evaluation.labels());
        assertArrayEquals(new int[] {0, 2, 2, 1}, evaluation.predictions());
        assertArrayEquals(new boolean[] {true, false, true, false}, evaluation.correct());
    }

    @Test
    void topKCountsRightClassesAmongTheFirst() {
        Evaluation evaluation = fourAnswers();
        assertEquals(0.5, evaluation.top(1).value());
        assertEquals(0.75, evaluation.top(2).value());
        assertEquals(Wilson.interval(3, 4), evaluation.top(2));
    }

    @Test
    void accuracyByClassIsNaNWhereThereAreNoSamples() {
        assertArrayEquals(new double[] {0.5, 0, 1}, fourAnswers().byClass());
        Evaluation one = evaluation(new int[] {0}, 1f, 0f, 0f);
        assertArrayEquals(new double[] {1, Double.NaN, Double.NaN}, one.byClass());
    }

    @Test
    void comparesTwoModelsSampleBySample() {
        Evaluation other =
                evaluation(new int[] {0, 1, 2, 0}, 0f, 1f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 1f, 0f);
        assertEquals(new PairedAnswers(1, 1, 1, 1), fourAnswers().against(other));
    }

    @Test
    void showsTopFiveOnlyWhereThereAreMoreClasses() {
        assertEquals(List.of("top1"), metrics(fourAnswers()));
        List<String> six = List.of("a", "b", "c", "d", "e", "f");
        Tensor scores = Tensor.of(Shape.of(1, 6), 6f, 5f, 4f, 3f, 2f, 1f);
        Evaluation many = Evaluation.of("probe-accuracy", six, scores, new int[] {4});
        assertEquals(List.of("probe-accuracy", "top5"), metrics(many));
        assertEquals(1, many.top(5).value());
    }

    @Test
    void dataWithoutLabelsAreRefused() {
        Tensor scores = Tensor.of(Shape.of(1, 2), 1f, 0f);
        UserFacingException e =
                assertThrows(
                        UserFacingException.class,
                        () -> Evaluation.of("top1", List.of(), scores, new int[0]));
        assertTrue(e.getMessage().contains("no labels"));
    }

    @Test
    void aModelWithFewerClassesThanTheDataIsRefused() {
        Tensor scores = Tensor.of(Shape.of(1, 2), 1f, 0f);
        UserFacingException e =
                assertThrows(
                        UserFacingException.class,
                        () -> Evaluation.of("top1", CLASSES, scores, new int[] {0}));
        assertTrue(e.getMessage().contains("knows 2 classes and the data have 3"));
    }

    private static List<String> metrics(Evaluation evaluation) {
        return evaluation.quality(new Provenance("m", "d", 0, Map.of(), "cpu")).stream()
                .map(Quality::metric)
                .toList();
    }

    private static Evaluation fourAnswers() {
        return evaluation(new int[] {0, 1, 2, 0}, 5f, 1f, 0f, 0f, 1f, 2f, 0f, 1f, 2f, 0f, 2f, 1f);
    }

    private static Evaluation evaluation(int[] labels, float... scores) {
        return Evaluation.of(
                "top1", CLASSES, Tensor.of(Shape.of(labels.length, 3), scores), labels);
    }
}
