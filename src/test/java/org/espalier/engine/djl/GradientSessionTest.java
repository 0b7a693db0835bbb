package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.engine.Device;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class GradientSessionTest {
    private static final float STEP = 1e-2f;

    private final DjlEngine engine = new DjlEngineFactory().interpreter(Device.CPU, 1);

    /** A convolution with normalization, a classifier and the sum of squares as the loss. */
    private final Network network =
            Networks.builder()
                    .input("x")
                    .randomWeight("conv.w", 4, 2, 3, 3)
                    .randomWeight("scale", 4)
                    .randomWeight("shift", 4)
                    .randomWeight("mean", 4)
                    .weight("var", Networks.random(9, 4).cast(org.espalier.tensor.DType.FLOAT32))
                    .node("Abs", List.of("var"), "v")
                    .randomWeight("fc.w", 3, 4)
                    .randomWeight("fc.b", 3)
                    .node("Conv", List.of("x", "conv.w"), "c")
                    .node("BatchNormalization", List.of("c", "scale", "shift", "mean", "v"), "n")
                    .node("Sigmoid", List.of("n"), "a")
                    .node("GlobalAveragePool", List.of("a"), "p")
                    .node("Flatten", List.of("p"), "f")
                    .node("Gemm", List.of("f", "fc.w", "fc.b"), "y", "transB", 1)
                    .node("ReduceSumSquare", List.of("y"), "loss", "keepdims", 0)
                    .build("loss");

    private final Map<String, Tensor> feeds = Map.of("x", Networks.random(5, 3, 2, 6, 6));

    @Test
    void gradientsMatchFiniteDifferences() {
        Set<String> trainable = Set.of("conv.w", "fc.w");
        try (GradientSession session = engine.openForGradients(Program.whole(network), trainable)) {
            Map<String, Tensor> gradients = session.gradients(feeds, "loss");
            for (String name : trainable) {
                for (long index : List.of(0L, 5L, 11L)) {
                    double expected = slope(name, index);
                    double found = Outputs.value(gradients, name).doubleAt(index);
                    assertEquals(expected, found, 2e-3 * Math.max(1, Math.abs(expected)), name);
                }
            }
        }
    }

    @Test
    void gradientsDoNotAddUpOverCalls() {
        try (GradientSession session =
                engine.openForGradients(Program.whole(network), Set.of("fc.w"))) {
            Tensor first = Outputs.value(session.gradients(feeds, "loss"), "fc.w");
            Tensor second = Outputs.value(session.gradients(feeds, "loss"), "fc.w");
            assertEquals(0, Outputs.distance(first, second), 1e-6);
        }
    }

    private double slope(String weight, long index) {
        Program program = Program.whole(network).alsoFeeding(List.of(weight));
        try (Session session = engine.open(program)) {
            return (loss(session, weight, index, STEP) - loss(session, weight, index, -STEP))
                    / (2 * STEP);
        }
    }

    private double loss(Session session, String weight, long index, float step) {
        Tensor original = network.weight(weight);
        Tensor moved = Tensor.of(original.shape(), original.toFloats());
        moved.setDouble(index, original.doubleAt(index) + step);
        Map<String, Tensor> all = Map.of("x", feeds.get("x"), weight, moved);
        return Outputs.value(session.run(all), "loss").doubleAt(0);
    }
}
