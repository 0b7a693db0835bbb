package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.measure.ModelOutput.Kind;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;

class ModelOutputTest {

    @Test
    void theOnlyOutputIsTaken() {
        assertEquals(
                new ModelOutput("y", Kind.CLASS_SCORES),
                ModelOutput.of(Networks.builder().output("y", DType.FLOAT32, "n", 10).build()));
        assertEquals(
                new ModelOutput("y", Kind.TOKEN_EMBEDDINGS),
                ModelOutput.of(Networks.builder().output("y", DType.FLOAT32, "n", "t", 8).build()));
    }

    @Test
    void ofSeveralTheNameDecides() {
        var encoder =
                Networks.builder()
                        .output("pooler_output", DType.FLOAT32, "n", 8)
                        .output("last_hidden_state", DType.FLOAT32, "n", "t", 8);
        assertEquals(
                new ModelOutput("last_hidden_state", Kind.TOKEN_EMBEDDINGS),
                ModelOutput.of(encoder.build()));
        var classifier =
                Networks.builder()
                        .output("features", DType.FLOAT32, "n", 8)
                        .output("logits", DType.FLOAT32, "n", 8);
        assertEquals("logits", ModelOutput.of(classifier.build()).name());
    }

    @Test
    void ofSeveralTheOnlyOneWithTwoAxesIsTaken() {
        var network =
                Networks.builder()
                        .output("map", DType.FLOAT32, "n", 8, 7, 7)
                        .output("scores", DType.FLOAT32, "n", 8);
        assertEquals("scores", ModelOutput.of(network.build()).name());
    }

    @Test
    void whatIsUnclearIsAskedFor() {
        var network =
                Networks.builder()
                        .output("a", DType.FLOAT32, "n", 8)
                        .output("b", DType.FLOAT32, "n", 8);
        UserFacingException e =
                assertThrows(UserFacingException.class, () -> ModelOutput.of(network.build()));
        assertTrue(e.getMessage().contains("outputs a, b"), e.getMessage());
    }
}
