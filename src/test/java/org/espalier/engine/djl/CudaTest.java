package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.model.format.Samples;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The samples on a GPU; run with the profile {@code cuda}. */
@Tag("gpu")
class CudaTest {
    private static final double TOLERANCE = 1e-3;
    private static final double NARROW = 0.25;
    private static final Device GPU = new Device(Device.Kind.CUDA, 0);
    private static final Path REFERENCES = Path.of("src/test/resources/models");

    private static final DjlEngineFactory FACTORY = new DjlEngineFactory();

    @BeforeAll
    static void requireGpu() {
        assumeTrue(FACTORY.devices().size() > 1, FACTORY.describe());
    }

    @Test
    void theImageClassifierMeetsItsReference() {
        assertMeets(Samples.cnn(), "fashion-resnet14-reference.npz", "logits");
    }

    @Test
    void theTextEncoderMeetsItsReference() {
        assertMeets(Samples.miniLm(), "all-minilm-l6-v2-reference.npz", "last_hidden_state");
    }

    @Test
    void aLanguageModelIsNearItsReferenceInSixteenBits() {
        Npz reference = Checkpoints.reference("llama");
        for (Precision precision : List.of(Precision.FP16, Precision.BF16)) {
            Engine engine = FACTORY.create(GPU, 1, precision);
            Program program = Program.whole(Checkpoints.network("llama"));
            try (Session session = engine.open(program)) {
                Tensor found = Outputs.value(session.run(reference.arrays()), "logits");
                double distance = Outputs.distance(reference.array("logits"), found);
                assertTrue(distance > 0 && distance < NARROW, precision + " " + distance);
            }
        }
    }

    private static void assertMeets(Network network, String file, String output) {
        Map<String, Tensor> reference = Npz.read(REFERENCES.resolve(file)).arrays();
        DjlEngine engine = FACTORY.interpreter(GPU, 1);
        try (Session session = engine.open(Program.whole(network))) {
            Tensor found = Outputs.value(session.run(reference), output);
            double distance = Outputs.distance(Outputs.value(reference, output), found);
            assertEquals(0, distance, TOLERANCE);
        }
    }
}
