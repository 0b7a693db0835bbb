package org.espalier.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;

class ModelSummaryTest {
    @Test
    void zerosInEachGroupOfFourSatisfyTheirPatternAndATailMayBeDense() {
        LayerSummary summary = summary(5, 2, 0, 0, 1, 2, 9, 0, 3, 0, 4, 9);
        assertTrue(summary.pattern24());
        assertFalse(summary.pattern48());
        assertEquals(0.4, summary.sparsity());
    }

    @Test
    void groupsFollowTheInputAxisWhicheverWayTheWeightIsStored() {
        Tensor stored = Tensor.of(Shape.of(4, 2), 0f, 1, 0, 2, 3, 0, 4, 0);
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("w", stored)
                        .node("MatMul", List.of("x", "w"), "y")
                        .output("y", DType.FLOAT32, "batch", 2)
                        .build();
        LayerSummary summary = ModelSummary.of(network).layers().get(0);
        assertTrue(summary.pattern24());
        assertEquals(Math.sqrt(5), summary.leastNorm(), 1e-12);
        assertEquals(5, summary.greatestNorm(), 1e-12);
    }

    @Test
    void fourZerosOfEightNeedNotBeTwoOfFour() {
        LayerSummary summary = summary(8, 1, 0, 0, 0, 0, 1, 2, 3, 4);
        assertTrue(summary.pattern48());
        assertFalse(summary.pattern24());
    }

    @Test
    void aRowShorterThanAGroupSatisfiesNothing() {
        assertFalse(summary(3, 1, 0, 0, 0).pattern24());
    }

    @Test
    void deadRowsAndBrokenValuesAreCounted() {
        LayerSummary summary = summary(2, 3, 0, 0, Float.NaN, 1, Float.POSITIVE_INFINITY, 2);
        assertEquals(1, summary.deadRows());
        assertEquals(2, summary.notFinite());
    }

    @Test
    void brokenWeightsAreNamedInAWarning() {
        Network network = network(2, 1, Float.NaN, 1);
        assertEquals(
                List.of(
                        "Layer fc holds 1 values that are not finite (NaN or infinite) of 2. Its"
                                + " results cannot be trusted."),
                ModelWarnings.of(network));
    }

    @Test
    void anUntestedOperatorSetAndAModelWithoutLayersAreNamed() {
        Network network =
                Networks.builder()
                        .opset(7)
                        .input("x", DType.FLOAT32, 1)
                        .node("Relu", List.of("x"), "y")
                        .output("y", DType.FLOAT32, 1)
                        .build();
        List<String> warnings = ModelWarnings.of(network);
        assertEquals("The model uses ONNX operator set 7; 9 to 23 are tested.", warnings.get(0));
        assertTrue(warnings.get(1).startsWith("No layer can be compressed"));
    }

    private static LayerSummary summary(int columns, int rows, float... weight) {
        return ModelSummary.of(network(columns, rows, weight)).layers().get(0);
    }

    private static Network network(int columns, int rows, float... weight) {
        return Networks.builder()
                .input("x", DType.FLOAT32, "batch", columns)
                .weight("fc.weight", Tensor.of(Shape.of(rows, columns), weight))
                .node("Gemm", List.of("x", "fc.weight"), "y", "transB", 1)
                .output("y", DType.FLOAT32, "batch", rows)
                .build();
    }
}
