package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.model.Layer;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.Map;

class SparseGptTest extends ReconstructionPruningTest<SparseGptParams> {
    SparseGptTest() {
        super(SparseGptParams.DEFAULT);
    }

    @Override
    ReconstructionPruning<SparseGptParams> method(LinearAlgebra algebra) {
        return new SparseGpt(algebra);
    }

    /** With two inputs that are always equal, what one weight loses the other takes over. */
    @Test
    void theWeightThatStaysTakesOverWhatIsLost() {
        Layer layer = Layers.gemm("fc", 1, 2);
        Tensor inputs = Tensor.of(Shape.of(3, 2), 1f, 1, 2, 2, -1, -1);
        Tensor weight = Tensor.of(Shape.of(1, 2), 1f, 3);
        Tensor pruned = pruned(layer, weight, inputs, HALF);
        assertEquals(0, pruned.floatAt(0));
        assertEquals(4, pruned.floatAt(1), 0.05);
    }

    @Test
    void moreDampeningThanAskedForIsReported() {
        Layer layer = Layers.gemm("fc", 4, 64);
        Tensor inputs = Layers.gaussian(1, 64, 64);
        for (int i = 0; i < inputs.count(); i++) {
            inputs.setDouble(i, 1 + 1e-5 * inputs.doubleAt(i));
        }
        LayerOutcome outcome =
                apply(
                                Map.of(layer, Layers.gaussian(2, 4, 64)),
                                Map.of(layer.id(), Inputs.statistics(inputs, algebra)),
                                HALF,
                                new SparseGptParams(1e-6, 128))
                        .layers()
                        .get(0);
        assertEquals(
                "The Hessian was not positive definite with a dampening of 0.000001; 0.00001 was"
                        + " taken.",
                outcome.note());
    }
}
