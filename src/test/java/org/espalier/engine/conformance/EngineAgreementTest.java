package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.measure.ProbeInput;
import org.espalier.model.Network;
import org.espalier.model.format.Samples;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Both engines give the same numbers, whole, tapped, cut and with a weight fed. */
class EngineAgreementTest {
    private static final double TOLERANCE = 1e-4;

    private final Engine ort = new OrtEngineFactory().create(Device.CPU, 1);
    private final Engine djl = new DjlEngineFactory().create(Device.CPU, 1);

    @Test
    void onTheImageClassifier() {
        Network network = Samples.cnn();
        Map<String, Tensor> image = new ProbeInput(network, 4, 1).tensors();
        String tap = "relu1/out";
        Program tapped = Program.whole(network).alsoFetching(List.of(tap));
        Map<String, Tensor> results = agree(tapped, image);
        Tensor inner = Outputs.value(results, tap);
        Tensor weight = network.weight("fc.weight");
        Program behind = new Program(network, List.of(tap, "fc.weight"), List.of("logits"));
        Map<String, Tensor> again = agree(behind, Map.of(tap, inner, "fc.weight", weight));
        double distance =
                Outputs.distance(Outputs.value(results, "logits"), Outputs.value(again, "logits"));
        assertEquals(0, distance, TOLERANCE);
    }

    @Test
    void onTheTextEncoder() {
        Network network = Samples.miniLm();
        agree(Program.whole(network), new ProbeInput(network, 1, 1).tensors());
    }

    private Map<String, Tensor> agree(Program program, Map<String, Tensor> feeds) {
        try (Session first = ort.open(program);
                Session second = djl.open(program)) {
            Map<String, Tensor> expected = first.run(feeds);
            Map<String, Tensor> actual = second.run(feeds);
            for (String fetch : program.fetches()) {
                double distance =
                        Outputs.distance(
                                Outputs.value(expected, fetch), Outputs.value(actual, fetch));
                assertEquals(0, distance, TOLERANCE, fetch);
            }
            return expected;
        }
    }
}
