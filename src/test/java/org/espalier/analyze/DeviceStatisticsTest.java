package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Precision;
import org.espalier.engine.conformance.TestedEngines;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the small Llama sums up of its own inputs, beside what is summed up from its taps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceStatisticsTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final Nd4jLinearAlgebra ALGEBRA = new Nd4jLinearAlgebra(1);

    /** Bytes of the taps of two samples and a half, so that five are three batches. */
    private static final long TWO_SAMPLES = 700_000;

    /** Of the largest entry; the order of the additions differs. */
    private static final double ROUNDING = 1e-5;

    /** Of the largest entry, with products of 8 significant bits. */
    private static final double NARROW = 0x1p-7;

    private final Network network = ModelFile.read(MODEL);
    private final List<Layer> layers = Layers.of(network).subList(0, 14);
    private final List<String> events = new ArrayList<>();
    private final Dataset data =
            Datasets.sample(Datasets.open(MODEL.resolve("val.txt.gz"), network, MODEL, 24), 5, 1);

    static Stream<EngineFactory> engines() {
        return TestedEngines.factories().stream();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void sumsAreThoseOfTheTaps(EngineFactory factory) {
        Engine engine = factory.create(Device.CPU, 1);
        OnGpu gpu = new OnGpu(engine);
        Map<LayerId, LayerStatistics> expected = calibrate(engine, Kind.GRAM);
        Map<LayerId, LayerStatistics> found = calibrate(gpu, Kind.GRAM);

        assertNear(expected, found, ROUNDING);
        assertEquals(1, gpu.opened().size());
        assertTrue(
                gpu.opened().getFirst().fetches().stream()
                        .allMatch(name -> name.matches(".*/(count|squares|gram)")),
                "no activation is fetched");
        assertEquals(
                List.of("Calibrating 0/5", "Calibrating 2/5", "Calibrating 4/5", "Calibrating 5/5"),
                events.subList(events.size() - 4, events.size()));
    }

    @Test
    void normsNeedNoGramMatrices() {
        Engine engine = new DjlEngineFactory().create(Device.CPU, 1);
        OnGpu gpu = new OnGpu(engine);
        assertNear(calibrate(engine, Kind.NORMS), calibrate(gpu, Kind.NORMS), ROUNDING);
        assertTrue(
                gpu.opened().getFirst().fetches().stream()
                        .noneMatch(name -> name.endsWith("gram")));
    }

    @Test
    void statisticsOfNarrowProductsAreInFullPrecision() {
        Engine narrow = new DjlEngineFactory().create(Device.CPU, 1, Precision.BF16);
        Map<LayerId, LayerStatistics> taps = calibrate(narrow, Kind.GRAM);
        Map<LayerId, LayerStatistics> sums = calibrate(new OnGpu(narrow), Kind.GRAM);

        assertNear(taps, sums, ROUNDING);
        Engine wide = new DjlEngineFactory().create(Device.CPU, 1);
        assertNear(calibrate(wide, Kind.GRAM), sums, NARROW);
        sums.values().forEach(s -> assertEquals(DType.FLOAT32, s.gram().getFirst().dtype()));
    }

    @Test
    void inputsBeyondTheRangeOfFp16AreToldWithTheWayOut() {
        Layer up =
                layers.stream()
                        .filter(layer -> layer.id().toString().contains("up_proj"))
                        .findFirst()
                        .orElseThrow();
        float[] weights = network.weight(up.weight()).cast(DType.FLOAT32).toFloats();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 1e6f;
        }
        Tensor huge = Tensor.of(network.weight(up.weight()).shape(), weights);
        Network broken = network.withWeights(Map.of(up.weight(), huge));
        Engine engine = new DjlEngineFactory().create(Device.CPU, 1, Precision.FP16);
        String message =
                assertThrows(
                                UserFacingException.class,
                                () ->
                                        new Calibrator(ALGEBRA)
                                                .calibrate(
                                                        broken,
                                                        Layers.of(broken),
                                                        data,
                                                        Kind.NORMS,
                                                        engine,
                                                        Progress.NONE))
                        .getMessage();
        assertTrue(message.contains("down_proj"), message);
        assertTrue(message.endsWith("too narrow for it: choose --precision fp32."), message);
    }

    private Map<LayerId, LayerStatistics> calibrate(Engine engine, Kind kind) {
        return new Calibrator(ALGEBRA, TWO_SAMPLES)
                .calibrate(
                        network,
                        layers,
                        data,
                        kind,
                        engine,
                        new Progress() {
                            @Override
                            public void update(String part, long done, long total) {
                                events.add("%s %d/%d".formatted(part, done, total));
                            }

                            @Override
                            public void checkpoint() {}
                        });
    }

    private static void assertNear(
            Map<LayerId, LayerStatistics> expected,
            Map<LayerId, LayerStatistics> found,
            double tolerance) {
        assertEquals(expected.keySet(), found.keySet());
        Map<LayerId, LayerStatistics> others = new HashMap<>(found);
        expected.forEach(
                (id, statistics) -> {
                    LayerStatistics other = Objects.requireNonNull(others.get(id));
                    assertEquals(statistics.tokens(), other.tokens());
                    double most = Arrays.stream(statistics.sumSquares()).max().orElse(0);
                    assertArrayEquals(
                            statistics.sumSquares(), other.sumSquares(), most * tolerance);
                    assertEquals(statistics.gram().size(), other.gram().size());
                    for (int i = 0; i < statistics.gram().size(); i++) {
                        assertArrayEquals(
                                statistics.gram().get(i).toFloats(),
                                other.gram().get(i).toFloats(),
                                (float) (most * tolerance));
                    }
                });
    }
}
