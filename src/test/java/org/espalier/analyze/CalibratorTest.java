package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Carried;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** On x (n, 2) through three layers, where the fake engine gives h = 10 x behind the first. */
class CalibratorTest {
    private static final float[] X = {1, 2, 3, 4, 5, 6};

    private final FakeEngine engine = new FakeEngine();
    private final List<String> events = new ArrayList<>();

    @Test
    void inputsAreTappedAndSharedByLayersThatSeeTheSame() {
        Network network = network(new Dim.Symbol("n"));
        Map<LayerId, LayerStatistics> statistics =
                calibrate(new Calibrator(new Nd4jLinearAlgebra(1)), network, X, Kind.GRAM);
        LayerStatistics first = statistics(statistics, "first");
        assertArrayEquals(new double[] {35, 56}, first.sumSquares());
        assertArrayEquals(new float[] {35, 44, 44, 56}, first.gram().get(0).toFloats());
        assertArrayEquals(
                new double[] {3500, 5600}, statistics(statistics, "second").sumSquares(), 1e-9);
        assertSame(statistics(statistics, "second"), statistics(statistics, "third"));
        assertEquals(List.of(List.of("h")), engine.fetches);
        assertEquals(List.of("Calibrating 3/3"), events);
    }

    @Test
    void batchesKeepTheTapsWithinTheLimit() {
        Network network = network(new Dim.Symbol("n"));
        Calibrator narrow = new Calibrator(new Nd4jLinearAlgebra(1), 16);
        Map<LayerId, LayerStatistics> statistics = calibrate(narrow, network, X, Kind.NORMS);
        assertArrayEquals(new double[] {35, 56}, statistics(statistics, "first").sumSquares());
        assertEquals(List.of("Calibrating 1/3", "Calibrating 2/3", "Calibrating 3/3"), events);
    }

    @Test
    void valuesThatDoNotFitTogetherTakeSeveralPasses() {
        Network network = network(new Dim.Symbol("n"));
        Calibrator narrow = new Calibrator(new Nd4jLinearAlgebra(1), 8);
        Map<LayerId, LayerStatistics> statistics = calibrate(narrow, network, X, Kind.NORMS);
        assertArrayEquals(
                new double[] {3500, 5600}, statistics(statistics, "second").sumSquares(), 1e-9);
        assertEquals("Calibrating 6/6", events.get(5));
        assertEquals(List.of(List.of("h")), engine.fetches);
    }

    @Test
    void aBatchSizeThatTheModelPrescribesIsKept() {
        Network network = network(Dim.of(2));
        Map<LayerId, LayerStatistics> statistics =
                calibrate(new Calibrator(new Nd4jLinearAlgebra(1)), network, X, Kind.NORMS);
        assertEquals(2, statistics(statistics, "first").tokens());
        assertArrayEquals(new double[] {10, 20}, statistics(statistics, "first").sumSquares());
    }

    @Test
    void nothingRunsIfNothingIsAsked() {
        Network network = network(new Dim.Symbol("n"));
        assertEquals(
                Map.of(),
                calibrate(new Calibrator(new Nd4jLinearAlgebra(1)), network, X, Kind.NONE));
        assertTrue(engine.fetches.isEmpty());
    }

    @Test
    void infiniteInputsAndEmptyDataAreRefused() {
        Network network = network(new Dim.Symbol("n"));
        Calibrator calibrator = new Calibrator(new Nd4jLinearAlgebra(1));
        float[] broken = {1, Float.POSITIVE_INFINITY};
        String message =
                assertThrows(
                                UserFacingException.class,
                                () -> calibrate(calibrator, network, broken, Kind.NORMS))
                        .toString();
        assertTrue(message.contains("\"first\""), message);
        assertThrows(
                UserFacingException.class,
                () -> calibrate(calibrator, network, new float[0], Kind.NORMS));
    }

    @Test
    void cancellingStopsBeforeTheNextBatch() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void update(String part, long done, long total) {}

                    @Override
                    public void checkpoint() {
                        throw new CancelledException();
                    }
                };
        Network network = network(new Dim.Symbol("n"));
        Calibrator calibrator = new Calibrator(new Nd4jLinearAlgebra(1));
        assertThrows(
                CancelledException.class,
                () ->
                        calibrator.calibrate(
                                network,
                                Layers.of(network),
                                new Rows(X),
                                Kind.NORMS,
                                engine,
                                cancelled));
        assertTrue(engine.closed);
    }

    private Map<LayerId, LayerStatistics> calibrate(
            Calibrator calibrator, Network network, float[] rows, Kind kind) {
        Progress recording =
                new Progress() {
                    @Override
                    public void update(String part, long done, long total) {
                        events.add(part + " " + done + "/" + total);
                    }

                    @Override
                    public void checkpoint() {}
                };
        List<Layer> layers = Layers.of(network);
        return calibrator.calibrate(network, layers, new Rows(rows), kind, engine, recording);
    }

    private static LayerStatistics statistics(
            Map<LayerId, LayerStatistics> statistics, String layer) {
        return statistics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(layer))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static Network network(Dim batch) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            String weight = name + ".weight";
            Tensor values = Tensor.zeros(DType.FLOAT32, Shape.of(2, 2));
            weights.put(weight, new Weight(weight, values, Weight.Storage.INITIALIZER));
            String input = name.equals("first") ? "x" : "h";
            String output = name.equals("first") ? "h" : name + ".out";
            nodes.add(
                    new Node(
                            name,
                            "MatMul",
                            "",
                            List.of(input, weight),
                            List.of(output),
                            Map.of(),
                            ""));
        }
        List<ValueInfo> inputs =
                List.of(new ValueInfo("x", DType.FLOAT32, List.of(batch, Dim.of(2))));
        Graph graph = new Graph("g", inputs, List.of(), nodes, weights, Map.of());
        return new Network(
                new ModelMetadata(8, Map.of("", 17L), "", "", "", 0, "", Map.of()),
                graph,
                Carried.NOTHING);
    }

    /** Rows of two values each, as input x. */
    private record Rows(float[] values) implements Dataset {
        @Override
        public String name() {
            return "rows";
        }

        @Override
        public int size() {
            return values.length / 2;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public Batch batch(int[] indices) {
            float[] rows = new float[2 * indices.length];
            for (int i = 0; i < indices.length; i++) {
                rows[2 * i] = values[2 * indices[i]];
                rows[2 * i + 1] = values[2 * indices[i] + 1];
            }
            Tensor x = Tensor.of(Shape.of(indices.length, 2), rows);
            return new Batch(Map.of("x", x), new int[0]);
        }
    }

    /** Gives 10 x for every value asked for. */
    private static final class FakeEngine implements Engine {
        private final List<List<String>> fetches = new ArrayList<>();
        private boolean closed;

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Device device() {
            return Device.CPU;
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public List<String> unsupported(Network network) {
            return List.of();
        }

        @Override
        public Session open(Program program) {
            fetches.add(program.fetches());
            return new Session() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> feeds) {
                    Tensor x = Objects.requireNonNull(feeds.get("x"));
                    Tensor result = Tensor.zeros(DType.FLOAT32, x.shape());
                    for (long i = 0; i < x.count(); i++) {
                        result.setDouble(i, 10 * x.doubleAt(i));
                    }
                    Map<String, Tensor> values = new LinkedHashMap<>();
                    program.fetches().forEach(name -> values.put(name, result));
                    return values;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }
}
