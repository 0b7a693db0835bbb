package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;

class RidgeProbeTest {

    @Test
    void scoresAgreeWithNumPy() {
        Tensor train = Tensor.of(Shape.of(6, 2), 1f, 2f, 2f, 1f, .5f, 3f, 3f, .2f, -1f, 1f, 0f, 0f);
        Tensor test = Tensor.of(Shape.of(3, 2), 2f, 4f, 1f, 0f, -3f, 1f);
        Tensor scores =
                new RidgeProbe(new Nd4jLinearAlgebra(1))
                        .scores(train, new int[] {0, 1, 0, 1, 2, 2}, 3, test);
        double[] expected = {
            0.5132246,
            0.2961814,
            0.1082173,
            0.0946307,
            0.5270155,
            -0.2366406,
            0.0767153,
            -0.4785833,
            0.3001738
        };
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], scores.floatAt(i), 1e-5, "score " + i);
        }
    }
}
