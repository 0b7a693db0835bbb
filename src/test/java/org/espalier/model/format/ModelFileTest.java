package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class ModelFileTest {
    private static final Path LLAMA = Path.of("samples/sotu-llama").toAbsolutePath();

    @Test
    void aFileOfACheckpointStandsForItsFolder() {
        assertEquals(LLAMA, ModelFile.place(LLAMA.resolve("config.json")));
        assertEquals(LLAMA, ModelFile.place(LLAMA.resolve("model.safetensors")));
        assertEquals(LLAMA, ModelFile.place(LLAMA));
        Path onnx = Path.of("model.onnx");
        assertEquals(onnx, ModelFile.place(onnx));
    }

    @Test
    void modelsAreToldFromData() {
        assertTrue(ModelFile.isModel(LLAMA));
        assertTrue(ModelFile.isModel(LLAMA.resolve("config.json")));
        assertTrue(ModelFile.isModel(Path.of("a/Model.ONNX")));
        assertFalse(ModelFile.isModel(LLAMA.resolve("val.txt.gz")));
        assertFalse(ModelFile.isModel(LLAMA.resolveSibling("fashion-resnet14")));
    }
}
