package org.espalier.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.data.Npz;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each architecture against PyTorch's transformers, in both engines. */
class CheckpointLogitsTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama",
                "llama-bias",
                "llama-rope3",
                "mistral",
                "qwen2",
                "qwen3",
                "phi3",
                "gemma2"
            })
    void logitsMeetTransformers(String name) {
        Network network = Checkpoints.network(name);
        Npz reference = Checkpoints.reference(name);
        meets(new OrtEngineFactory(), network, reference);
        meets(new DjlEngineFactory(), network, reference);
    }

    private static void meets(EngineFactory factory, Network network, Npz reference) {
        Engine engine = factory.create(Device.CPU, 1);
        try (Session session = engine.open(Program.whole(network))) {
            Tensor logits = Outputs.value(session.run(reference.arrays()), "logits");
            double distance = Outputs.distance(reference.array("logits"), logits);
            assertEquals(0, distance, TOLERANCE, factory.name());
        }
    }
}
