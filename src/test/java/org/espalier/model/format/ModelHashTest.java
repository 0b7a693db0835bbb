package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ModelHashTest {
    @TempDir Path folder;

    @Test
    void aNetworkInMemoryHasTheHashOfItsSavedFile() {
        Network changed =
                Samples.cnn().withWeights(Map.of("fc.weight", Networks.random(1, 10, 64)));
        Path saved = folder.resolve("changed.onnx");
        OnnxWriter.write(changed, saved);
        assertEquals(ModelHash.of(changed), ModelHash.of(OnnxReader.read(saved)));
    }

    @Test
    void oneBitOfOneWeightChangesTheHash() {
        Network before = Samples.cnn();
        Tensor bias = before.weight("fc.bias").cast(DType.FLOAT64).cast(DType.FLOAT32);
        assertEquals(
                ModelHash.of(before), ModelHash.of(before.withWeights(Map.of("fc.bias", bias))));
        bias.setDouble(0, Math.nextUp(bias.floatAt(0)));
        assertNotEquals(
                ModelHash.of(before), ModelHash.of(before.withWeights(Map.of("fc.bias", bias))));
    }

    @Test
    void anAttributeCountsAndANodeNameDoesNot() {
        assertEquals(ModelHash.of(softmax("a", 1)), ModelHash.of(softmax("b", 1)));
        assertNotEquals(ModelHash.of(softmax("a", 1)), ModelHash.of(softmax("a", 0)));
    }

    private static Network softmax(String name, int axis) {
        return Networks.builder()
                .input("x", DType.FLOAT32, "batch", 4)
                .named(name, "Softmax", List.of("x"), List.of("y"), "axis", axis)
                .output("y", DType.FLOAT32, "batch", 4)
                .build();
    }
}
