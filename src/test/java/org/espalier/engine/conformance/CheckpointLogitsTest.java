package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Outputs;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each architecture against PyTorch's transformers, in both engines. */
class CheckpointLogitsTest {
    private static final double TOLERANCE = 1e-4;

    /** Of the last place of 11 and of 8 significant bits. */
    private static final double HALF_UNIT = 0x1p-11;

    private static final double BRAIN_UNIT = 0x1p-8;

    @ParameterizedTest
    @MethodSource("org.espalier.model.checkpoint.Checkpoints#all")
    void logitsMeetTransformers(String name) {
        Network network = Checkpoints.network(name);
        Npz reference = Checkpoints.reference(name);
        for (EngineFactory factory : TestedEngines.factories()) {
            Engine engine = factory.create(Device.CPU, 1);
            assertEquals(0, distance(engine, network, reference), TOLERANCE, factory.name());
        }
    }

    @ParameterizedTest
    @MethodSource("org.espalier.model.checkpoint.Checkpoints#all")
    void narrowProductsRoundLogitsByAFewUnits(String name) {
        Network network = Checkpoints.network(name);
        Npz reference = Checkpoints.reference(name);
        double largest = largest(reference.array("logits"));
        double half = narrow(Precision.FP16, network, reference) / largest;
        double brain = narrow(Precision.BF16, network, reference) / largest;
        assertTrue(half > 0 && half < 16 * HALF_UNIT, () -> "fp16 " + half);
        assertTrue(brain > half && brain < 16 * BRAIN_UNIT, () -> "bf16 " + brain);
    }

    private static double narrow(Precision precision, Network network, Npz reference) {
        Engine engine = new DjlEngineFactory().create(Device.CPU, 1, precision);
        return distance(engine, network, reference);
    }

    private static double largest(Tensor tensor) {
        double largest = 0;
        for (long i = 0; i < tensor.count(); i++) {
            largest = Math.max(largest, Math.abs(tensor.doubleAt(i)));
        }
        return largest;
    }

    private static double distance(Engine engine, Network network, Npz reference) {
        try (Session session = engine.open(Program.whole(network))) {
            Tensor logits = Outputs.value(session.run(reference.arrays()), "logits");
            return Outputs.distance(reference.array("logits"), logits);
        }
    }
}
