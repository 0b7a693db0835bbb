package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.ParamsSchema;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.Layer;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.Map;

class AlpsTest extends ReconstructionPruningTest<AlpsParams> {
    AlpsTest() {
        super(AlpsParams.DEFAULT);
    }

    @Override
    ReconstructionPruning<AlpsParams> method(LinearAlgebra algebra) {
        return new Alps(algebra);
    }

    @Test
    void defaultsAreThoseOfThePublishedCode() {
        assertEquals(AlpsParams.DEFAULT, ParamsSchema.of(AlpsParams.class).build(Map.of()));
    }

    /** The second and the third feature together are the first, whose own weight is the largest. */
    @Test
    void whatStaysIsChosenForAllWeightsTogether() {
        Layer layer = Layers.gemm("fc", 1, 3);
        Tensor inputs = Tensor.of(Shape.of(3, 3), 1f, 1, 0, 1, 0, 1, 3, 2, 1);
        Tensor weight = Tensor.of(Shape.of(1, 3), 3f, -2, -2);
        Tensor pruned = pruned(layer, weight, inputs, new Sparsity(0.67));
        assertEquals(1, pruned.floatAt(0), 0.02);
        assertEquals(0, pruned.floatAt(1));
        assertEquals(0, pruned.floatAt(2));
    }

    @Test
    void aSearchThatWasCutShortIsReported() {
        Layer layer = Layers.gemm("fc", 16, 32);
        LayerOutcome outcome =
                apply(
                                Map.of(layer, Layers.gaussian(1, 16, 32)),
                                Map.of(
                                        layer.id(),
                                        Inputs.statistics(Layers.gaussian(2, 64, 32), algebra)),
                                HALF,
                                new AlpsParams(0.01, 0.1, 4))
                        .layers()
                        .get(0);
        assertEquals(
                "The search ended after 4 steps, before it had settled on the weights that stay.",
                outcome.note());
        assertEquals(0.5, outcome.sparsity());
    }

    @Test
    void whereNothingIsToGoNothingChanges() {
        Layer layer = Layers.gemm("fc", 4, 8);
        Tensor weight = Layers.gaussian(1, 4, 8);
        Tensor inputs = Layers.gaussian(2, 30, 8);
        assertTrue(weight.sameBits(pruned(layer, weight, inputs, new Sparsity(0.01))));
    }
}
