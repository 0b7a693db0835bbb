package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Wanda;
import org.espalier.data.Datasets;
import org.espalier.data.Npz;
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
import org.espalier.model.Node;
import org.espalier.model.ShapeInference;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Small networks that PyTorch's two exporters wrote, against PyTorch's logits; see the README of
 * their folder.
 */
class ExportsTest {
    private static final Path EXPORTS = Path.of("src/test/resources/exports");
    private static final double TOLERANCE = 1e-4;
    private static final Target.Sparsity HALF = new Target.Sparsity(0.5);

    /** Names that say a module of the network, such as {@code features.0.conv}. */
    private static final Pattern MODULE = Pattern.compile("[a-z]\\w*(\\.\\w+)*");

    private static final Pattern MADE_UP =
            Pattern.compile("(?i)(onnx|node|val|conv2d|linear|matmul|gemm|conv)(_+\\d+)?");

    private final Engine ort = new OrtEngineFactory().create(Device.CPU, 1);
    private final Engine djl = new DjlEngineFactory().create(Device.CPU, 1);

    static List<String> exports() throws IOException {
        try (Stream<Path> files = Files.list(EXPORTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void bothEnginesMeetPyTorchsLogits(String export) {
        Network network = network(export);
        Map<String, Tensor> reference = reference(export).arrays();
        Program program = Program.whole(network);
        Map<String, Tensor> feeds = new HashMap<>(reference);
        feeds.keySet().retainAll(program.feeds());
        for (Engine engine : List.of(ort, djl)) {
            assertEquals(List.of(), engine.unsupported(network), engine.name());
            try (Session session = engine.open(program)) {
                Tensor found = Outputs.value(session.run(feeds), "logits");
                Tensor expected = Outputs.value(reference, "logits");
                assertEquals(0, Outputs.distance(expected, found), TOLERANCE, engine.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void eachProductWithAConstantIsALayerNamedAfterItsModule(String export) {
        Network network = network(export);
        List<Layer> layers = Layers.of(network);
        List<Node> products =
                network.nodes().stream().filter(node -> hasConstantWeight(node, network)).toList();
        assertEquals(products, layers.stream().map(Layer::node).toList());
        for (Layer layer : layers) {
            String name = layer.id().name();
            assertTrue(MODULE.matcher(name).matches(), name);
            assertFalse(MADE_UP.matcher(name).matches(), name);
            assertTrue(layer.macs() > 0, name + " has no known size");
        }
    }

    @Test
    void aProductWithoutBiasIsNamedAfterTheModuleInTheMetadata() {
        List<Layer> layers = Layers.of(network("bert-dynamo18.onnx"));
        assertEquals("layer.0.attention.value", layers.get(2).id().name());
        assertNull(layers.get(2).bias());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void allShapesAreInferred(String export) {
        Network network = network(export);
        Npz reference = reference(export);
        Map<String, Long> sizes = Map.of("batch", 2L, "tokens", 10L);
        ShapeInference shapes = ShapeInference.of(network, sizes);
        List<String> values =
                network.nodes().stream()
                        .flatMap(node -> node.outputs().stream())
                        .filter(value -> !value.isEmpty())
                        .toList();
        Map<String, Tensor> computed = computed(network, reference, values);
        for (String value : values) {
            assertEquals(
                    Optional.of(Outputs.value(computed, value).shape()),
                    shapes.shape(value),
                    value);
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void wandaPrunesEachRowOfEachLayerByTheFloorOfTheProduct(String export) {
        Network network = network(export);
        List<Layer> layers = Layers.of(network);
        Map<LayerId, LayerStatistics> statistics =
                new Calibrator(new Nd4jLinearAlgebra(1))
                        .calibrate(
                                network,
                                layers,
                                Datasets.open(reference(export).file(), network),
                                LayerStatistics.Kind.NORMS,
                                djl,
                                Progress.NONE);
        Map<LayerId, Target> targets =
                layers.stream().collect(Collectors.toMap(Layer::id, layer -> HALF));
        var task = new CompressionTask<>(network, layers, PruneParams.DEFAULT, targets, statistics);
        List<LayerOutcome> outcomes = new Wanda().apply(task, Progress.NONE).layers();
        for (int i = 0; i < layers.size(); i++) {
            var layout = layers.get(i).layout();
            double pruned = Math.floor(layout.columns() * 0.5) / layout.columns();
            assertEquals(pruned, outcomes.get(i).sparsity(), 1e-12, outcomes.get(i).layer().name());
        }
    }

    private static boolean hasConstantWeight(Node node, Network network) {
        String weight = node.input(1);
        return (node.is("Conv") || node.is("Gemm") || node.is("MatMul"))
                && weight != null
                && network.weights().containsKey(weight);
    }

    private Map<String, Tensor> computed(Network network, Npz reference, List<String> values) {
        Program all = new Program(network, Program.whole(network).feeds(), values);
        try (Session session = djl.open(all)) {
            return session.run(reference.arrays());
        }
    }

    private static Network network(String export) {
        return OnnxReader.read(EXPORTS.resolve(export));
    }

    private static Npz reference(String export) {
        return Npz.read(EXPORTS.resolve(export.replaceFirst("-.*", ".npz")));
    }
}
