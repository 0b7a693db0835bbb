package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.prune.SparseGpt;
import org.espalier.compress.prune.Wanda;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.Samples;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The instant table of the image classifier against running each layer, whole and pruned. */
class InstantOfSampleTest {
    private static final int SAMPLES = 24;
    private final Network network = Samples.cnn();
    private final List<Layer> layers = Layers.of(network);
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);
    private final Dataset data =
            Datasets.limit(
                    Datasets.open(Path.of("samples/fashion-resnet14#train3k"), network), SAMPLES);

    static List<CompressionMethod<?>> methods() {
        return List.of(new Wanda(), new SparseGpt(new Nd4jLinearAlgebra(1)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isTheErrorOfRunningEachLayerPruned(CompressionMethod<?> method) {
        Map<LayerId, LayerStatistics> statistics =
                new Calibrator(algebra)
                        .calibrate(
                                network,
                                layers,
                                data,
                                LayerStatistics.Kind.GRAM,
                                engine,
                                Progress.NONE);
        ScanRequest request =
                new ScanRequest(
                        network, layers, method, statistics, new double[] {0.3, 0.7}, List.of());

        double[][] damage = new InstantSensitivity(algebra).table(request, Progress.NONE).damage();

        for (int i = 0; i < layers.size(); i++) {
            for (int column = 0; column < 2; column++) {
                double expected = error(request, layers.get(i), column);
                assertEquals(
                        expected, damage[i][column], 1e-3 * expected, layers.get(i).id().name());
            }
        }
    }

    private double error(ScanRequest request, Layer layer, int column) {
        Tensor weight = network.weight(layer.weight());
        Tensor pruned = request.pruned(layer, column, Progress.NONE);
        Tensor input = run(network, "image", layer.input(), image());
        Tensor silent = output(layer, Tensor.zeros(weight.dtype(), weight.shape()), input);
        Tensor whole = output(layer, weight, input);
        return squaredDistance(whole, output(layer, pruned, input))
                / squaredDistance(whole, silent);
    }

    private Tensor output(Layer layer, Tensor weight, Tensor input) {
        Network changed = network.withWeights(Map.of(layer.weight(), weight));
        return run(changed, layer.input(), layer.output(), input);
    }

    private Tensor run(Network model, String feed, String fetch, Tensor value) {
        if (feed.equals(fetch)) {
            return value;
        }
        try (Session session = engine.open(new Program(model, List.of(feed), List.of(fetch)))) {
            return Objects.requireNonNull(session.run(Map.of(feed, value)).get(fetch));
        }
    }

    private Tensor image() {
        int[] all = data.batches(SAMPLES).get(0);
        return Objects.requireNonNull(data.batch(all).inputs().get("image"));
    }

    private static double squaredDistance(Tensor a, Tensor b) {
        double sum = 0;
        for (long i = 0; i < a.count(); i++) {
            double difference = (double) a.floatAt(i) - b.floatAt(i);
            sum += difference * difference;
        }
        return sum;
    }
}
