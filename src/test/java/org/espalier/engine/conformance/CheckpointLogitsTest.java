package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each architecture against PyTorch's transformers, in both engines. */
class CheckpointLogitsTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @MethodSource("org.espalier.model.checkpoint.Checkpoints#all")
    void logitsMeetTransformers(String name) {
        Network network = Checkpoints.network(name);
        Npz reference = Checkpoints.reference(name);
        TestedEngines.factories().forEach(factory -> meets(factory, network, reference));
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
