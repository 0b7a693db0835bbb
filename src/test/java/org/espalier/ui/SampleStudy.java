package org.espalier.ui;

import org.espalier.job.DataRef;
import org.espalier.measure.Task;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.Carried;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.ModelMetadata;
import org.espalier.model.ModelSummary;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.Weight;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small made-up convolutional network with data, for tests of the window. */
public final class SampleStudy {
    private SampleStudy() {}

    /** Layers as in a residual network. */
    public static Study small() {
        List<Layer> layers = new ArrayList<>();
        layers.add(conv("conv1", 1, 16, 28));
        for (String name : List.of("stage1.0.conv1", "stage1.0.conv2")) {
            layers.add(conv(name, 16, 16, 28));
        }
        layers.add(conv("stage2.0.conv1", 16, 32, 14));
        layers.add(conv("stage2.0.conv2", 32, 32, 14));
        layers.add(conv("stage3.0.conv1", 32, 64, 7));
        layers.add(conv("stage3.0.conv2", 64, 64, 7));
        layers.add(gemm("fc", 64, 10));
        return of(layers);
    }

    /** The sample that comes with the program. */
    public static Study sample() {
        Path file = Path.of("samples", "fashion-resnet14", "fashion-resnet14.onnx");
        Network network = OnnxReader.read(file);
        return of(file, network, ModelSummary.of(network));
    }

    /** The small language model that comes with the program, with its blocks. */
    public static Study llama() {
        Path file = Path.of("samples", "sotu-llama");
        Network network = ModelFile.read(file);
        Study study = of(file, network, ModelSummary.of(network));
        return withBlocks(study, Blocks.of(network, new BlockChoice.Automatic()));
    }

    /** As many layers as asked for, all alike. */
    public static Study wide(int count) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(conv("block" + i + ".conv", 8, 8, 8));
        }
        return of(layers);
    }

    /** As many blocks as asked for of four kinds of layers, and a head. */
    public static Study deep(int count) {
        List<Layer> layers = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "model.layers." + i;
            List<Layer> own =
                    List.of(
                            gemm(name + ".self_attn.q_proj", 16, 16),
                            gemm(name + ".self_attn.o_proj", 16, 16),
                            gemm(name + ".mlp.up_proj", 16, 32),
                            gemm(name + ".mlp.down_proj", 32, 16));
            layers.addAll(own);
            blocks.add(new Block(name, own, null, null));
        }
        Layer head = gemm("lm_head", 16, 64);
        layers.add(head);
        blocks.add(new Block("lm_head", List.of(head), null, null));
        return withBlocks(of(layers), blocks);
    }

    private static Study withBlocks(Study study, List<Block> blocks) {
        return new Study(
                study.file(),
                study.network(),
                study.summary(),
                study.warnings(),
                study.fileBytes(),
                blocks,
                study.data());
    }

    private static Study of(List<Layer> layers) {
        Random random = new Random(7);
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Layer layer : layers) {
            Tensor tensor = normal(layer.weightShape(), random);
            weights.put(
                    layer.weight(), new Weight(layer.weight(), tensor, Weight.Storage.INITIALIZER));
        }
        List<Node> nodes = layers.stream().map(Layer::node).toList();
        Graph graph = new Graph("test", List.of(), List.of(), nodes, weights, Map.of());
        ModelMetadata metadata =
                new ModelMetadata(8, Map.of("", 17L), "test", "1", "", 0, "", Map.of());
        Network network = new Network(metadata, graph, Carried.NOTHING);
        return of(Path.of("fashion-resnet14.onnx"), network, ModelSummary.of(network, layers));
    }

    private static Study of(Path file, Network network, ModelSummary summary) {
        long weights = summary.layers().stream().mapToLong(l -> l.layer().weightCount()).sum();
        long bytes = 4 * weights + 4000;
        Study.Data data =
                new Study.Data(
                        new DataRef("/data/train", 256, 7),
                        DataRef.all("/data/test"),
                        "Fashion-MNIST test, 1,000 images",
                        1000,
                        true,
                        Task.ACCURACY);
        return new Study(file, network, summary, List.of(), bytes, List.of(), data);
    }

    private static Tensor normal(Shape shape, Random random) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        MemorySegment data = tensor.data();
        for (long i = 0; i < tensor.count(); i++) {
            data.set(Tensor.F32, i * 4, (float) (random.nextGaussian() * 0.1));
        }
        return tensor;
    }

    private static Layer conv(String name, int in, int out, int size) {
        int columns = in * 9;
        return new Layer(
                new LayerId(name),
                node("Conv", name),
                name + ".in",
                name + ".out",
                name + ".weight",
                Shape.of(out, in, 3, 3),
                new MatrixLayout(out, columns, columns, 1, 1),
                null,
                in,
                List.of(3L, 3L),
                List.of(1L, 1L),
                (long) out * columns * size * size);
    }

    private static Layer gemm(String name, int in, int out) {
        return new Layer(
                new LayerId(name),
                node("Gemm", name),
                name + ".in",
                name + ".out",
                name + ".weight",
                Shape.of(out, in),
                new MatrixLayout(out, in, in, 1, 1),
                null,
                in,
                List.of(),
                List.of(),
                (long) out * in);
    }

    private static Node node(String op, String name) {
        return new Node(
                name,
                op,
                "",
                List.of(name + ".in", name + ".weight"),
                List.of(name + ".out"),
                Map.of(),
                "");
    }
}
