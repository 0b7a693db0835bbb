package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class ProbeInputTest {

    @Test
    void anImageTakesTheSizeThatTheModelStates() {
        ProbeInput input = new ProbeInput(Samples.cnn(), 3, 0);
        assertEquals("random image (3 x 1 x 28 x 28)", input.description());
        assertEquals(1, spread(input.tensors().get("image")), 0.1);
    }

    @Test
    void textsAre128TokensWithAFullMask() {
        Map<String, Tensor> tensors = new ProbeInput(text(), 2, 0).tensors();
        Tensor ids = Objects.requireNonNull(tensors.get("input_ids"));
        assertEquals(Shape.of(2, 128), ids.shape());
        assertTrue(ids.longAt(5) != ids.longAt(6) || ids.longAt(7) != ids.longAt(8));
        assertArrayEquals(
                ones(256), Objects.requireNonNull(tensors.get("attention_mask")).toLongs());
        assertArrayEquals(
                new long[256], Objects.requireNonNull(tensors.get("token_type_ids")).toLongs());
    }

    @Test
    void theSeedDecidesTheValues() {
        Tensor first =
                Objects.requireNonNull(new ProbeInput(text(), 1, 5).tensors().get("input_ids"));
        Tensor same =
                Objects.requireNonNull(new ProbeInput(text(), 1, 5).tensors().get("input_ids"));
        Tensor other =
                Objects.requireNonNull(new ProbeInput(text(), 1, 6).tensors().get("input_ids"));
        assertTrue(first.sameBits(same));
        assertTrue(!first.sameBits(other));
    }

    @Test
    void aFixedBatchIsRespected() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, 1, 4)
                        .node("Relu", List.of("x"), "y")
                        .output("y", DType.FLOAT32, 1, 4)
                        .build();
        UserFacingException e =
                assertThrows(UserFacingException.class, () -> new ProbeInput(network, 8, 0));
        assertTrue(e.getMessage().contains("--batch 1"), e.getMessage());
    }

    private static Network text() {
        return Networks.builder()
                .input("input_ids", DType.INT64, "batch", "sequence")
                .input("attention_mask", DType.INT64, "batch", "sequence")
                .input("token_type_ids", DType.INT64, "batch", "sequence")
                .node("Add", List.of("input_ids", "attention_mask"), "y")
                .output("y", DType.INT64, "batch", "sequence")
                .build();
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static double spread(@org.jspecify.annotations.Nullable Tensor tensor) {
        Tensor values = Objects.requireNonNull(tensor);
        double square = 0;
        for (long i = 0; i < values.count(); i++) {
            square += values.doubleAt(i) * values.doubleAt(i);
        }
        return Math.sqrt(square / values.count());
    }
}
