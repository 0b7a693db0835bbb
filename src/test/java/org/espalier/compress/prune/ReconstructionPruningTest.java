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
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What holds of every method that solves for the weights that stay. */
abstract class ReconstructionPruningTest<P extends Params> {
    static final Target HALF = new Sparsity(0.5);

    final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);
    private final P defaults;

    ReconstructionPruningTest(P defaults) {
        this.defaults = defaults;
    }

    abstract ReconstructionPruning<P> method(LinearAlgebra algebra);

    @Test
    void featuresThatWereNeverThereLoseTheirWeightsAndAreReported() {
        Layer layer = Layers.gemm("fc", 2, 3);
        Tensor inputs = Tensor.of(Shape.of(2, 3), 1f, 0, 2, 3, 0, -1);
        Tensor weight = Tensor.of(Shape.of(2, 3), 1f, 100, 2, 3, 100, 4);
        CompressionResult result = result(layer, weight, inputs, new Sparsity(0));
        Tensor expected = Tensor.of(Shape.of(2, 3), 1f, 0, 2, 3, 0, 4);
        assertTrue(expected.sameBits(result.network().weight(layer.weight())));
        assertEquals(
                "1 of 3 input features were zero on all calibration data; their weights are zero.",
                result.layers().get(0).note());
    }

    @Test
    void inputsThatAreNotFiniteAreRefusedByTheLayersName() {
        Layer layer = Layers.gemm("fc", 4, 8);
        Tensor inputs = Layers.gaussian(1, 16, 8);
        inputs.setDouble(3, 1e30);
        String refusal =
                String.valueOf(
                        assertThrows(
                                        UserFacingException.class,
                                        () -> pruned(layer, Layers.gaussian(2, 4, 8), inputs, HALF))
                                .getMessage());
        assertTrue(refusal.contains("\"fc\""), refusal);
        assertTrue(refusal.contains("positive definite"), refusal);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void weightsThatAreNotFiniteAreRefusedByTheLayersName(float value) {
        Layer layer = Layers.gemm("fc", 4, 8);
        Tensor weight = Layers.gaussian(2, 4, 8);
        weight.setDouble(17, value);
        Tensor inputs = Layers.gaussian(1, 16, 8);
        String refusal =
                String.valueOf(
                        assertThrows(
                                        UserFacingException.class,
                                        () -> pruned(layer, weight, inputs, new NM(2, 4)))
                                .getMessage());
        assertTrue(refusal.contains("row 2 of \"fc\""), refusal);
    }

    @Test
    void aLayerWithoutInputsIsRefused() {
        Layer layer = Layers.gemm("fc", 4, 8);
        LayerStatistics none = new LayerStatistics(0, new double[8], List.of());
        UserFacingException refusal =
                assertThrows(
                        UserFacingException.class,
                        () ->
                                apply(
                                        Map.of(layer, Layers.gaussian(2, 4, 8)),
                                        Map.of(layer.id(), none),
                                        HALF,
                                        defaults));
        assertTrue(String.valueOf(refusal.getMessage()).contains("\"fc\""));
    }

    @Test
    void groupsOfAConvolutionAreMatricesOfTheirOwn() {
        Layer grouped = Layers.conv("conv", 6, 4, 3, 3);
        Tensor weight = Layers.gaussian(2, 6, 4, 3, 3);
        Tensor[] inputs = {
            Layers.gaussian(3, 80, 36), Layers.gaussian(4, 80, 36), Layers.gaussian(5, 80, 36)
        };
        List<Tensor> grams =
                List.of(inputs).stream()
                        .map(x -> Inputs.statistics(x, algebra).gram().get(0))
                        .toList();
        Tensor pruned =
                apply(
                                Map.of(grouped, weight),
                                Map.of(
                                        grouped.id(),
                                        new LayerStatistics(80, new double[108], grams)),
                                HALF,
                                defaults)
                        .network()
                        .weight(grouped.weight());
        for (int group = 0; group < 3; group++) {
            Tensor alone =
                    pruned(Layers.gemm("block", 2, 36), rows(weight, group), inputs[group], HALF);
            assertTrue(alone.sameBits(rows(pruned, group)));
        }
    }

    private static Tensor rows(Tensor weight, int group) {
        return new Tensor(
                DType.FLOAT32, Shape.of(2, 36), weight.data().asSlice(group * 72L * 4, 72 * 4));
    }

    @Test
    void aSharedWeightIsPrunedOnceOnTheInputsOfAllItsLayers() {
        Layer layer = Layers.gemm("a", 6, 12);
        Layer other = Layers.sharing(layer, "b");
        Tensor weight = Layers.gaussian(1, 6, 12);
        Tensor first = Layers.gaussian(2, 30, 12);
        Tensor second = Layers.gaussian(3, 20, 12);
        Map<Layer, Tensor> weights = new LinkedHashMap<>();
        weights.put(layer, weight);
        weights.put(other, weight);
        CompressionResult result =
                apply(
                        weights,
                        Map.of(
                                layer.id(), Inputs.statistics(first, algebra),
                                other.id(), Inputs.statistics(second, algebra)),
                        HALF,
                        defaults);
        Tensor both = Tensor.zeros(DType.FLOAT32, Shape.of(50, 12));
        both.data().copyFrom(first.data());
        both.data().asSlice(first.data().byteSize()).copyFrom(second.data());
        Tensor expected = pruned(layer, weight, both, HALF);
        Tensor actual = result.network().weight(layer.weight());
        for (int i = 0; i < expected.count(); i++) {
            assertEquals(expected.floatAt(i), actual.floatAt(i), 1e-4);
        }
        assertEquals("Shares its weight with b.", result.layers().get(0).note());
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT16", "BFLOAT16", "FLOAT64"})
    void weightsKeepTheirType(DType dtype) {
        Layer layer = Layers.gemm("fc", 16, 32);
        Tensor weight = Layers.gaussian(1, 16, 32).cast(dtype);
        Tensor inputs = Layers.gaussian(2, 64, 32);
        CompressionResult result = result(layer, weight, inputs, HALF);
        Tensor pruned = result.network().weight(layer.weight());
        assertSame(dtype, pruned.dtype());
        assertEquals(0.5, result.layers().get(0).sparsity());
        Tensor wide = pruned(layer, weight.cast(DType.FLOAT32), inputs, HALF);
        assertTrue(wide.cast(dtype).sameBits(pruned));
    }

    @Test
    void aTailThatFillsNoGroupStaysDenseAndIsReported() {
        Layer layer = Layers.gemm("fc", 3, 10);
        LayerOutcome outcome =
                result(layer, Layers.gaussian(1, 3, 10), Layers.gaussian(2, 40, 10), new NM(3, 4))
                        .layers()
                        .get(0);
        assertEquals(
                "The last 2 of 10 columns stay dense: they do not fill a group of 4.",
                outcome.note());
        assertEquals(0.6, outcome.sparsity());
    }

    final Tensor pruned(Layer layer, Tensor weight, Tensor inputs, Target target) {
        return result(layer, weight, inputs, target).network().weight(layer.weight());
    }

    final CompressionResult result(Layer layer, Tensor weight, Tensor inputs, Target target) {
        return apply(
                Map.of(layer, weight),
                Map.of(layer.id(), Inputs.statistics(inputs, algebra)),
                target,
                defaults);
    }

    final CompressionResult apply(
            Map<Layer, Tensor> weights,
            Map<LayerId, LayerStatistics> statistics,
            Target target,
            P params) {
        Map<LayerId, Target> targets = new LinkedHashMap<>();
        weights.keySet().forEach(layer -> targets.put(layer.id(), target));
        CompressionTask<P> task =
                new CompressionTask<>(
                        Layers.network(weights),
                        List.copyOf(weights.keySet()),
                        params,
                        targets,
                        statistics);
        return method(algebra).apply(task, Progress.NONE);
    }
}
