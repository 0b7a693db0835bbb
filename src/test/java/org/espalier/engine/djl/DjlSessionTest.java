package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DjlSessionTest {
    private final DjlEngine engine = new DjlEngineFactory().interpreter(Device.CPU, 1);

    /** y = relu(x * w) + 1, with the product and the rectified product as inner values. */
    private final Network network =
            Networks.builder()
                    .input("x")
                    .weight("w", Tensor.of(Shape.of(3), 2f, -3f, 4f))
                    .scalar("one", 1)
                    .node("Mul", List.of("x", "w"), "product")
                    .node("Relu", List.of("product"), "rectified")
                    .node("Add", List.of("rectified", "one"), "y")
                    .build("y");

    private final Tensor x = Tensor.of(Shape.of(3), 1f, 1f, -1f);

    @Test
    void runsTheWholeNetwork() {
        try (Session session = engine.open(Program.whole(network))) {
            assertArrayEquals(
                    new float[] {3, 1, 1},
                    Outputs.value(session.run(Map.of("x", x)), "y").toFloats());
        }
    }

    @Test
    void tapsInnerValues() {
        Program program = Program.whole(network).alsoFetching(List.of("product"));
        try (Session session = engine.open(program)) {
            Map<String, Tensor> results = session.run(Map.of("x", x));
            assertEquals(List.of("y", "product"), List.copyOf(results.keySet()));
            assertArrayEquals(
                    new float[] {2, -3, -4}, Outputs.value(results, "product").toFloats());
        }
    }

    @Test
    void runsOnlyWhatLiesBehindACut() {
        Program program = new Program(network, List.of("product"), List.of("y"));
        try (Session session = engine.open(program)) {
            Tensor inner = Tensor.of(Shape.of(2), 5f, -5f);
            assertArrayEquals(
                    new float[] {6, 1},
                    Outputs.value(session.run(Map.of("product", inner)), "y").toFloats());
        }
    }

    @Test
    void takesOtherValuesForAWeight() {
        Program program = Program.whole(network).alsoFeeding(List.of("w"));
        try (Session session = engine.open(program)) {
            Tensor w = Tensor.of(Shape.of(3), 10f, 20f, -30f);
            Map<String, Tensor> results = session.run(Map.of("x", x, "w", w));
            assertArrayEquals(new float[] {11, 21, 31}, Outputs.value(results, "y").toFloats());
        }
    }

    @Test
    void handsFeedsAndWeightsBackWhenTheyAreFetched() {
        Program program = new Program(network, List.of("x"), List.of("x", "w"));
        try (Session session = engine.open(program)) {
            Map<String, Tensor> results = session.run(Map.of("x", x));
            assertTrue(Outputs.value(results, "x").sameBits(x));
            assertTrue(Outputs.value(results, "w").sameBits(network.weight("w")));
        }
    }

    @Test
    void givesTheSameOnEveryRun() {
        try (Session session = engine.open(Program.whole(network))) {
            Tensor first = Outputs.value(session.run(Map.of("x", x)), "y");
            Tensor second = Outputs.value(session.run(Map.of("x", x)), "y");
            assertTrue(first.sameBits(second));
        }
    }

    @Test
    void widensBfloat16Weights() {
        Tensor halves = Tensor.of(Shape.of(3), 1.5f, -2.25f, 1 / 3f).cast(DType.BFLOAT16);
        Network mixed =
                Networks.builder()
                        .input("x")
                        .weight("w", halves)
                        .node("Mul", List.of("x", "w"), "y")
                        .build("y");
        try (Session session = engine.open(Program.whole(mixed))) {
            Tensor ones = Tensor.of(Shape.of(3), 1f, 1f, 1f);
            assertArrayEquals(
                    halves.toFloats(),
                    Outputs.value(session.run(Map.of("x", ones)), "y").toFloats());
        }
    }

    @Test
    void computesInHalfPrecisionWhenTheWeightsAreHalf() {
        Tensor w = Tensor.of(Shape.of(2), 0.5f, 3f).cast(DType.FLOAT16);
        Network half =
                Networks.builder()
                        .input("x")
                        .weight("w", w)
                        .node("Mul", List.of("x", "w"), "y")
                        .build("y");
        try (Session session = engine.open(Program.whole(half))) {
            Tensor feed = Tensor.of(Shape.of(2), 4f, 5f).cast(DType.FLOAT16);
            Tensor y = Outputs.value(session.run(Map.of("x", feed)), "y");
            assertEquals(DType.FLOAT16, y.dtype());
            assertArrayEquals(new float[] {2, 15}, y.toFloats());
        }
    }

    @Test
    void namesTheNodeAndTheShapesWhenAnOperatorFails() {
        try (Session session = engine.open(Program.whole(network))) {
            Tensor wrong = Networks.random(1, 4);
            var failure =
                    assertThrows(UserFacingException.class, () -> session.run(Map.of("x", wrong)));
            assertTrue(failure.getMessage().contains("Node product (Mul) failed on FLOAT32 (4)"));
        }
    }

    @Test
    void saysWhichFeedIsMissing() {
        try (Session session = engine.open(Program.whole(network))) {
            var failure = assertThrows(UserFacingException.class, () -> session.run(Map.of()));
            assertEquals("No values are given for x.", failure.getMessage());
        }
    }

    @Test
    void namesAnUnknownOperatorAndWhatStillWorks() {
        Network unknown = Networks.builder().input("x").node("Whirl", List.of("x"), "y").build("y");
        assertEquals(List.of("ai.onnx:Whirl"), engine.unsupported(unknown));
        var failure =
                assertThrows(UserFacingException.class, () -> engine.open(Program.whole(unknown)));
        assertTrue(failure.getMessage().contains("operator ai.onnx:Whirl of node y"));
        assertTrue(failure.getMessage().contains("--engine ort"));
    }

    @Test
    void opensAPartThatAvoidsAnUnknownOperator() {
        Network partly =
                Networks.builder()
                        .input("x")
                        .node("Relu", List.of("x"), "inner")
                        .node("Whirl", List.of("inner"), "y")
                        .build("y");
        Program program = new Program(partly, List.of("x"), List.of("inner"));
        try (Session session = engine.open(program)) {
            assertArrayEquals(
                    new float[] {1, 1, 0},
                    Outputs.value(session.run(Map.of("x", x)), "inner").toFloats());
        }
    }

    @Test
    void saysWhenAValueComesFromNowhere() {
        Program program = new Program(network, List.of("x"), List.of("elsewhere"));
        var failure = assertThrows(UserFacingException.class, () -> engine.open(program));
        assertTrue(failure.getMessage().contains("elsewhere"));
    }
}
