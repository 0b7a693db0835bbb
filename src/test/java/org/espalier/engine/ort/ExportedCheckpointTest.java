package org.espalier.engine.ort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;

import org.espalier.data.Npz;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.model.format.OnnxWriter;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What ONNX Runtime alone makes of exported checkpoints: the logits that transformers gives. */
class ExportedCheckpointTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama",
                "llama-bias",
                "gemma2",
                "gpt2",
                "bloom",
                "bert",
                "roberta",
                "distilbert"
            })
    void theLogitsAreThoseOfTransformers(String name) throws Exception {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(Checkpoints.network(name), file);
        Npz reference = Checkpoints.reference(name);
        OrtEnvironment environment = OrtEngineFactory.environment();
        try (OrtSession session = new OrtModels(environment, 1).create(file)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (String input : session.getInputNames()) {
                inputs.put(input, tokens(environment, reference.array(input)));
            }
            assertEquals("[logits]", session.getOutputNames().toString());
            try (OrtSession.Result result = session.run(inputs)) {
                OnnxTensor logits = (OnnxTensor) result.get(0);
                float[] actual = new float[logits.getFloatBuffer().remaining()];
                logits.getFloatBuffer().get(actual);
                assertArrayEquals(floats(reference.array("logits")), actual, 1e-3f);
            }
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tokens(OrtEnvironment environment, Tensor values) throws Exception {
        LongBuffer buffer = LongBuffer.allocate((int) values.count());
        for (int i = 0; i < values.count(); i++) {
            buffer.put((long) values.doubleAt(i));
        }
        return OnnxTensor.createTensor(environment, buffer.rewind(), values.shape().dims());
    }

    private static float[] floats(Tensor values) {
        float[] result = new float[(int) values.count()];
        values.copyFloats(0, result, result.length);
        return result;
    }
}
