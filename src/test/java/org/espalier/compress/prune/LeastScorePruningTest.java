package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class LeastScorePruningTest {
    private final Layer small = Layers.gemm("fc", 2, 4);
    private final Tensor values = Tensor.of(Shape.of(2, 4), 1, -2, 3, -4, 0.1f, 0.2f, -0.3f, 0.4f);

    @Test
    void magnitudeComparesOverTheLayerAndWandaOverTheRow() {
        Sparsity half = new Sparsity(0.5);
        assertPruned("....xxxx", new Magnitude().mask(small, values, null, half, Scope.LAYER));
        assertPruned("xx..xx..", new Magnitude().mask(small, values, null, half, Scope.ROW));
        LayerStatistics norms = Layers.norms(10, 1, 1, 1);
        assertPruned(".xx..xx.", new Wanda().mask(small, values, norms, half, Scope.ROW));
        assertPruned("....xxxx", new Magnitude().mask(small, values, null, half, Scope.GLOBAL));
    }

    @Test
    void globalScopeTakesFromTheLayerOfSmallWeightsFirst() {
        Layer other = Layers.gemm("big", 2, 4);
        Map<Layer, Tensor> weights = new LinkedHashMap<>();
        weights.put(small, values);
        weights.put(other, Tensor.of(Shape.of(2, 4), 5f, 6, 7, 8, 9, 10, 11, 3));
        CompressionResult result =
                new Magnitude()
                        .apply(task(weights, new Sparsity(0.5), Scope.GLOBAL), Progress.NONE);
        assertEquals(List.of(0.875, 0.125), sparsities(result));
        Tensor left = result.network().weight("fc.weight");
        assertTrue(Tensor.of(Shape.of(2, 4), 0f, 0, 0, -4, 0, 0, 0, 0).sameBits(left));
    }

    @Test
    void globalTiesGoToTheEarlierLayer() {
        Map<Layer, Tensor> weights = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c")) {
            weights.put(Layers.gemm(name, 2, 2), Tensor.of(Shape.of(2, 2), 1f, 1, 1, 1));
        }
        CompressionResult result =
                new Magnitude()
                        .apply(task(weights, new Sparsity(0.5), Scope.GLOBAL), Progress.NONE);
        assertEquals(List.of(1.0, 0.5, 0.0), sparsities(result));
    }

    @Test
    void layersOfAnotherTargetCompeteAmongThemselves() {
        Layer fixed = Layers.gemm("fixed", 2, 4);
        Map<Layer, Tensor> weights = new LinkedHashMap<>();
        weights.put(small, values);
        weights.put(fixed, values);
        CompressionTask<PruneParams> task =
                new CompressionTask<>(
                        Layers.network(weights),
                        List.of(small, fixed),
                        new PruneParams(Scope.GLOBAL, false),
                        Map.of(
                                small.id(), new Sparsity(0.5),
                                fixed.id(), new Sparsity(0.125)),
                        Map.of());
        assertEquals(List.of(0.5, 0.125), sparsities(new Magnitude().apply(task, Progress.NONE)));
    }

    @Test
    void aTailThatFillsNoGroupStaysDenseAndIsReported() {
        Layer layer = Layers.gemm("fc", 3, 10);
        Tensor weight = Layers.gaussian(1, 3, 10);
        CompressionResult result =
                new Magnitude()
                        .apply(
                                Layers.task(layer, weight, Layers.norms(), new NM(3, 4)),
                                Progress.NONE);
        LayerOutcome outcome = result.layers().get(0);
        assertEquals(
                "The last 2 of 10 columns stay dense: they do not fill a group of 4.",
                outcome.note());
        assertEquals(0.6, outcome.sparsity());
        Tensor pruned = result.network().weight("fc.weight");
        for (int row = 0; row < 3; row++) {
            assertEquals(weight.floatAt(row * 10 + 8), pruned.floatAt(row * 10 + 8));
            assertEquals(weight.floatAt(row * 10 + 9), pruned.floatAt(row * 10 + 9));
        }
    }

    @Test
    void groupsOfAConvolutionSeeTheirOwnInputs() {
        Layer grouped = Layers.conv("conv", 6, 4, 3, 3);
        Tensor weight = Layers.gaussian(2, 6, 4, 3, 3);
        LayerStatistics norms = Layers.randomNorms(3, 108);
        Mask mask = new Wanda().mask(grouped, weight, norms, new Sparsity(0.6), Scope.ROW);
        for (int group = 0; group < 3; group++) {
            Layer block = Layers.gemm("block", 2, 36);
            Tensor part =
                    new Tensor(
                            DType.FLOAT32,
                            Shape.of(2, 36),
                            weight.data().asSlice(group * 72L * 4, 72 * 4));
            double[] squares = Arrays.copyOfRange(norms.sumSquares(), group * 36, (group + 1) * 36);
            Mask alone =
                    new Wanda()
                            .mask(
                                    block,
                                    part,
                                    new LayerStatistics(1, squares, List.of()),
                                    new Sparsity(0.6),
                                    Scope.ROW);
            for (int row = 0; row < 2; row++) {
                for (int column = 0; column < 36; column++) {
                    assertEquals(alone.prunes(row, column), mask.prunes(group * 2 + row, column));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16", "FLOAT64"})
    void weightsKeepTheirTypeAndTheSurvivorsTheirBits(DType dtype) {
        Layer layer = Layers.gemm("fc", 8, 64);
        Tensor weight = Layers.gaussian(4, 8, 64).cast(dtype);
        CompressionResult result =
                new Wanda()
                        .apply(
                                Layers.task(
                                        layer,
                                        weight,
                                        Layers.randomNorms(5, 64),
                                        new Sparsity(0.5)),
                                Progress.NONE);
        Tensor pruned = result.network().weight("fc.weight");
        assertSame(dtype, pruned.dtype());
        assertEquals(0.5, result.layers().get(0).sparsity());
        for (int i = 0; i < 512; i++) {
            double value = pruned.doubleAt(i);
            assertTrue(value == 0 || value == weight.doubleAt(i));
        }
    }

    @Test
    void aSharedWeightIsPrunedOnceOnTheInputsOfAllItsLayers() {
        Layer second = Layers.sharing(small, "tied");
        CompressionTask<PruneParams> task =
                new CompressionTask<>(
                        Layers.network(
                                Map.of(small, Tensor.of(Shape.of(2, 4), 1f, 1, 1, 1, 1, 1, 1, 1))),
                        List.of(small, second),
                        PruneParams.DEFAULT,
                        Map.of(small.id(), new Sparsity(0.5), second.id(), new Sparsity(0.5)),
                        Map.of(
                                small.id(), Layers.norms(1, 5, 1, 5),
                                second.id(), Layers.norms(9, 1, 1, 1)));
        CompressionResult result = new Wanda().apply(task, Progress.NONE);
        Tensor pruned = result.network().weight("fc.weight");
        assertTrue(Tensor.of(Shape.of(2, 4), 1f, 0, 0, 1, 1, 0, 0, 1).sameBits(pruned));
        assertEquals("Shares its weight with tied.", result.layers().get(0).note());
        assertEquals("Shares its weight with fc.", result.layers().get(1).note());
    }

    @Test
    void aSharedWeightWithTwoTargetsIsRefused() {
        Layer second = Layers.sharing(small, "tied");
        CompressionTask<PruneParams> task =
                new CompressionTask<>(
                        Layers.network(Map.of(small, values)),
                        List.of(small, second),
                        PruneParams.DEFAULT,
                        Map.of(small.id(), new Sparsity(0.5), second.id(), new Sparsity(0.25)),
                        Map.of());
        assertTrue(refusal(() -> new Magnitude().apply(task, Progress.NONE)).contains("tied"));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotAFiniteNumberIsRefusedByTheLayersName(float value) {
        Tensor broken = Tensor.of(Shape.of(2, 4), 1, 2, 3, value, 5, 6, 7, 8);
        String message =
                refusal(
                        () ->
                                new Magnitude()
                                        .mask(small, broken, null, new Sparsity(0.5), Scope.ROW));
        assertTrue(message.contains("\"fc\""), message);
    }

    @Test
    void integersAreRefused() {
        Tensor bytes = Tensor.zeros(DType.INT8, Shape.of(2, 4));
        assertTrue(
                refusal(
                                () ->
                                        new Magnitude()
                                                .mask(
                                                        small,
                                                        bytes,
                                                        null,
                                                        new Sparsity(0.5),
                                                        Scope.ROW))
                        .contains("INT8"));
    }

    @Test
    void scopesAndVariantsThatAMethodDoesNotKnowAreRefusedBeforeCalibration() {
        assertTrue(
                refusal(() -> new Wanda().needs(new PruneParams(Scope.GLOBAL, false)))
                        .contains("global"));
        assertTrue(
                refusal(() -> new Wanda().needs(new PruneParams(Scope.LAYER, true)))
                        .contains("row"));
        assertTrue(
                refusal(() -> new Magnitude().needs(new PruneParams(null, true)))
                        .contains("variant"));
        assertEquals(LayerStatistics.Kind.NORMS, new Wanda().needs(PruneParams.DEFAULT));
        assertEquals(LayerStatistics.Kind.NONE, new Magnitude().needs(PruneParams.DEFAULT));
    }

    @Test
    void wandaRefusesALayerWithoutInputs() {
        LayerStatistics none = new LayerStatistics(0, new double[4], List.of());
        assertTrue(
                refusal(() -> new Wanda().mask(small, values, none, new Sparsity(0.5), Scope.ROW))
                        .contains("\"fc\""));
    }

    private static CompressionTask<PruneParams> task(
            Map<Layer, Tensor> weights, Target target, Scope scope) {
        Map<LayerId, Target> targets = new LinkedHashMap<>();
        weights.keySet().forEach(layer -> targets.put(layer.id(), target));
        return new CompressionTask<>(
                Layers.network(weights),
                List.copyOf(weights.keySet()),
                new PruneParams(scope, false),
                targets,
                Map.of());
    }

    private static List<Double> sparsities(CompressionResult result) {
        return result.layers().stream().map(LayerOutcome::sparsity).toList();
    }

    private static String refusal(Runnable action) {
        return String.valueOf(assertThrows(UserFacingException.class, action::run).getMessage());
    }

    private static void assertPruned(String expected, Mask mask) {
        StringBuilder actual = new StringBuilder();
        for (int i = 0; i < mask.rows() * mask.columns(); i++) {
            actual.append(mask.prunes(i / mask.columns(), i % mask.columns()) ? 'x' : '.');
        }
        assertEquals(expected, actual.toString());
    }
}
