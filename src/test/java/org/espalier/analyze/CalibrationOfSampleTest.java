package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.Samples;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calibration of the image classifier on both engines, and against loops over tapped inputs. */
class CalibrationOfSampleTest {
    private static final int IMAGES = 6;
    private static final double TOLERANCE = 1e-5;

    private final Network network = Samples.cnn();
    private final List<Layer> layers = Layers.of(network);
    private final Engine ort = new OrtEngineFactory().create(Device.CPU, 1);
    private final Engine djl = new DjlEngineFactory().create(Device.CPU, 1);
    private final Dataset data =
            Datasets.sample(
                    Datasets.open(Path.of("samples/fashion-resnet14#train3k"), network), IMAGES, 1);

    private final Map<LayerId, LayerStatistics> byOrt = statistics(ort);
    private final Map<LayerId, LayerStatistics> byDjl = statistics(djl);

    @Test
    void bothEnginesGiveTheSameStatistics() {
        for (Layer layer : layers) {
            LayerStatistics expected = of(byOrt, layer);
            LayerStatistics found = of(byDjl, layer);
            String name = layer.id().name();
            double scale = Arrays.stream(expected.sumSquares()).max().orElseThrow();
            assertEquals(expected.tokens(), found.tokens(), name);
            assertArrayEquals(expected.sumSquares(), found.sumSquares(), TOLERANCE * scale, name);
            double distance = Outputs.distance(expected.gram().get(0), found.gram().get(0));
            assertEquals(0, distance, TOLERANCE * scale, name);
        }
    }

    @Test
    void aStridedPaddedConvolutionsNormsAreThoseOfItsPatches() {
        Layer layer = layer("stage2.0.conv1");
        assertEquals("Conv 3×3 /2", layer.kind());
        for (Engine engine : List.of(ort, djl)) {
            Tensor input = tapped(engine, layer);
            double[] expected = new double[16 * 9];
            for (int feature = 0; feature < expected.length; feature++) {
                expected[feature] = sumOverPlaces(input, feature / 9, feature % 9 / 3, feature % 3);
            }
            assertNorms(expected, IMAGES * 14 * 14, layer);
        }
    }

    @Test
    void theClassifiersNormsAreThoseOfItsInputs() {
        Layer layer = layer("fc");
        for (Engine engine : List.of(ort, djl)) {
            Tensor input = tapped(engine, layer);
            double[] expected = new double[64];
            for (long i = 0; i < input.count(); i++) {
                expected[(int) (i % 64)] += input.doubleAt(i) * input.doubleAt(i);
            }
            assertNorms(expected, IMAGES, layer);
        }
    }

    private void assertNorms(double[] expected, long tokens, Layer layer) {
        double scale = Arrays.stream(expected).max().orElseThrow();
        for (LayerStatistics found : List.of(of(byOrt, layer), of(byDjl, layer))) {
            assertEquals(tokens, found.tokens());
            assertArrayEquals(expected, found.sumSquares(), TOLERANCE * scale);
        }
    }

    /** Squares under one kernel element of a window that moves by 2 over 28 x 28 with padding 1. */
    private static double sumOverPlaces(
            Tensor input, int channel, int kernelRow, int kernelColumn) {
        double sum = 0;
        for (int image = 0; image < IMAGES; image++) {
            for (int place = 0; place < 14 * 14; place++) {
                int row = place / 14 * 2 + kernelRow - 1;
                int column = place % 14 * 2 + kernelColumn - 1;
                boolean inside = row >= 0 && row < 28 && column >= 0 && column < 28;
                double value =
                        inside
                                ? input.doubleAt(((image * 16L + channel) * 28 + row) * 28 + column)
                                : 0;
                sum += value * value;
            }
        }
        return sum;
    }

    private Map<LayerId, LayerStatistics> statistics(Engine engine) {
        return new Calibrator(new Nd4jLinearAlgebra(1))
                .calibrate(network, layers, data, LayerStatistics.Kind.GRAM, engine, Progress.NONE);
    }

    private Tensor tapped(Engine engine, Layer layer) {
        Program program = new Program(network, List.of("image"), List.of(layer.input()));
        try (Session session = engine.open(program)) {
            int[] all = data.batches(IMAGES).get(0);
            return Outputs.value(session.run(data.batch(all).inputs()), layer.input());
        }
    }

    private Layer layer(String name) {
        return layers.stream().filter(it -> it.id().name().equals(name)).findFirst().orElseThrow();
    }

    private static LayerStatistics of(Map<LayerId, LayerStatistics> statistics, Layer layer) {
        return Objects.requireNonNull(statistics.get(layer.id()));
    }
}
