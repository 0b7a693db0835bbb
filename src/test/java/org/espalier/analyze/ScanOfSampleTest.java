package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.analyze.MeasuredScan.Options;
import org.espalier.analyze.MeasuredScan.Reference;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.Progress;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.measure.Fidelity;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.Samples;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The measured table of the image classifier against whole passes of pruned models. */
class ScanOfSampleTest {
    private static final int SAMPLES = 96;
    private final Network network = Samples.cnn();
    private final List<Layer> layers = Layers.of(network);
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final Dataset data =
            Datasets.limit(
                    Datasets.open(Path.of("samples/fashion-resnet14#t10k"), network), SAMPLES);

    @Test
    void hasTheNumbersOfWholePasses() {
        ScanRequest request =
                new ScanRequest(
                        network,
                        layers,
                        new SmallestWeights(),
                        Map.of(),
                        new double[] {0.6, 0.9},
                        List.of());

        SensitivityTable table =
                new MeasuredScan(engine, CellStore.NONE, new Options(40, 1L << 30))
                        .run(
                                request,
                                new Reference("cnn", new Unlabelled(data), null),
                                (layer, sparsity, damage) -> {},
                                Progress.NONE);

        assertEquals(Measure.KL_DIVERGENCE, table.measure());
        Tensor original = logits(network);
        for (int layer = 0; layer < layers.size(); layer++) {
            Layer one = layers.get(layer);
            Tensor pruned = request.pruned(one, 1, Progress.NONE);
            Tensor changed = logits(network.withWeights(Map.of(one.weight(), pruned)));
            double expected =
                    Objects.requireNonNull(Fidelity.ofClassScores(original, changed, 0).kl())
                            .value();
            assertEquals(expected, table.damage()[layer][1], 1e-5, one.id().name());
        }
    }

    private Tensor logits(Network model) {
        try (Session session = engine.open(Program.whole(model))) {
            Map<String, Tensor> inputs = data.batch(data.batches(SAMPLES).get(0)).inputs();
            return Objects.requireNonNull(session.run(inputs).get("logits"));
        }
    }

    /** The same samples without their labels. */
    private record Unlabelled(Dataset data) implements Dataset {
        @Override
        public String name() {
            return data.name();
        }

        @Override
        public int size() {
            return data.size();
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public String fingerprint() {
            return data.fingerprint();
        }

        @Override
        public Batch batch(int[] indices) {
            return new Batch(data.batch(indices).inputs(), new int[0]);
        }
    }
}
