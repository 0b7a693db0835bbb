package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class NarrowProductsTest {
    /** y = x w + r. */
    private static final Network LAYER =
            Networks.builder()
                    .input("x")
                    .input("r")
                    .weight("w", Tensor.of(Shape.of(2, 1), 1f, 5f))
                    .node("MatMul", List.of("x", "w"), "product")
                    .node("Add", List.of("product", "r"), "y")
                    .build("y");

    private static final Tensor NOTHING = Tensor.of(Shape.of(1), 0f);

    private static Engine engine(Precision precision) {
        return new DjlEngineFactory().create(Device.CPU, 1, precision);
    }

    private static float[] run(Precision precision, Program program, Map<String, Tensor> feeds) {
        try (Session session = engine(precision).open(program)) {
            return Outputs.value(session.run(feeds), program.fetches().getFirst()).toFloats();
        }
    }

    private static float layer(Precision precision, float first, Tensor residual) {
        Tensor x = Tensor.of(Shape.of(1, 2), first, 1f);
        return run(precision, Program.whole(LAYER), Map.of("x", x, "r", residual))[0];
    }

    /** 257 and 2049 are the first whole numbers that 8 and 11 significant bits do not hold. */
    @ParameterizedTest
    @CsvSource({
        "FP32, 257, 262", "FP16, 257, 262", "BF16, 257, 260",
        "FP32, 2049, 2054", "FP16, 2049, 2052", "BF16, 2049, 2048"
    })
    void factorsAndResultAreRounded(Precision precision, float first, float expected) {
        assertEquals(expected, layer(precision, first, NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"FP16, Infinity", "BF16, 70144"})
    void bfloat16HasTheRangeOfFloats(Precision precision, float expected) {
        assertEquals(expected, layer(precision, 70000, NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"FP16", "BF16"})
    void sumsAreInFullPrecision(Precision precision) {
        assertEquals(4099 + 5, layer(precision, 0, Tensor.of(Shape.of(1), 4099f)));
    }

    @Test
    void aFedWeightIsRoundedToo() {
        Program program = Program.whole(LAYER).alsoFeeding(List.of("w"));
        Tensor x = Tensor.of(Shape.of(1, 2), 257f, 1f);
        Tensor w = Tensor.of(Shape.of(2, 1), 1f, 0f);
        assertArrayEquals(
                new float[] {256},
                run(Precision.BF16, program, Map.of("x", x, "r", NOTHING, "w", w)));
    }

    @Test
    void productsOfTwoActivationsAreRounded() {
        Network network =
                Networks.builder()
                        .input("a")
                        .input("b")
                        .node("MatMul", List.of("a", "b"), "y")
                        .build("y");
        Tensor a = Tensor.of(Shape.of(1, 1), 257f);
        Tensor b = Tensor.of(Shape.of(1, 1), 259f);
        assertArrayEquals(
                new float[] {256 * 260},
                run(Precision.BF16, Program.whole(network), Map.of("a", a, "b", b)));
    }

    @Test
    void otherTypesAreLeftAlone() {
        Network network =
                Networks.builder()
                        .input("x")
                        .weight("w", Tensor.of(Shape.of(1, 1), 1f).cast(DType.FLOAT64))
                        .node("MatMul", List.of("x", "w"), "y")
                        .build("y");
        Tensor x = Tensor.of(Shape.of(1, 1), 257f).cast(DType.FLOAT64);
        Program program = Program.whole(network);
        try (Session session = engine(Precision.BF16).open(program)) {
            assertEquals(257, Outputs.value(session.run(Map.of("x", x)), "y").doubleAt(0));
        }
    }

    @Test
    void aProductThatFailsIsToldInWords() {
        Tensor x = Tensor.of(Shape.of(1, 3), 1f, 2f, 3f);
        String message =
                assertThrows(
                                UserFacingException.class,
                                () ->
                                        run(
                                                Precision.BF16,
                                                Program.whole(LAYER),
                                                Map.of("x", x, "r", NOTHING)))
                        .getMessage();
        assertTrue(message.contains("FLOAT32 (1 x 3), 16 bits (2 x 1)"), message);
    }
}
