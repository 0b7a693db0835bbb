package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.format.Samples;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Both samples against outputs computed by PyTorch and ONNX Runtime. */
class SampleModelsTest {
    private static final double TOLERANCE = 1e-4;
    private static final Path REFERENCES = Path.of("src/test/resources/models");

    private final DjlEngine engine = new DjlEngineFactory().interpreter(Device.CPU, 1);

    @Test
    void theImageClassifierMeetsItsReference() {
        Npz reference = Npz.read(REFERENCES.resolve("fashion-resnet14-reference.npz"));
        assertMeets(Samples.cnn(), reference, List.of("logits"));
    }

    @Test
    void theTextEncoderMeetsItsReference() {
        Npz reference = Npz.read(REFERENCES.resolve("all-minilm-l6-v2-reference.npz"));
        assertMeets(Samples.miniLm(), reference, List.of("last_hidden_state"));
    }

    private void assertMeets(Network network, Npz reference, List<String> outputs) {
        assertEquals(List.of(), engine.unsupported(network));
        Program whole = Program.whole(network);
        try (Session session = engine.open(new Program(network, whole.feeds(), outputs))) {
            Map<String, Tensor> results = session.run(reference.arrays());
            for (String output : outputs) {
                Tensor expected = Outputs.value(reference.arrays(), output);
                double distance = Outputs.distance(expected, Outputs.value(results, output));
                assertEquals(0, distance, TOLERANCE);
            }
        }
    }
}
