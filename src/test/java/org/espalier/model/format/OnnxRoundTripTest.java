package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class OnnxRoundTripTest {
    @TempDir Path folder;

    @Test
    void anUntouchedConvolutionalModelIsWrittenByteForByte() throws IOException {
        Path copy = folder.resolve("copy.onnx");
        OnnxWriter.write(Samples.cnn(), copy);
        assertEquals(-1, Files.mismatch(Samples.CNN, copy));
    }

    @Test
    void anUntouchedEncoderIsWrittenByteForByte() throws IOException {
        Path copy = folder.resolve("copy.onnx");
        OnnxWriter.write(Samples.miniLm(), copy);
        assertEquals(-1, Files.mismatch(Samples.MINILM, copy));
    }

    @Test
    void weightsAreViewsOfTheFile() {
        Tensor weight = Samples.miniLm().weight("embeddings.word_embeddings.weight");
        assertTrue(weight.data().isMapped());
        assertTrue(weight.data().isReadOnly());
    }

    @Test
    void aChangedWeightIsTheOnlyChange() {
        Network before = Samples.cnn();
        Tensor fresh = Networks.random(1, 10, 64);
        Path copy = folder.resolve("changed.onnx");
        OnnxWriter.write(before.withWeights(Map.of("fc.weight", fresh)), copy);
        Network after = OnnxReader.read(copy);
        assertEquals(before.metadata(), after.metadata());
        assertEquals(before.nodes(), after.nodes());
        assertEquals(before.weights().keySet(), after.weights().keySet());
        assertArrayEquals(fresh.toFloats(), after.weight("fc.weight").toFloats());
        for (String name : before.weights().keySet()) {
            boolean same = before.weight(name).sameBits(after.weight(name));
            assertEquals(!name.equals("fc.weight"), same, name);
        }
    }
}
