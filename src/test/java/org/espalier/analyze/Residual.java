package org.espalier.analyze;

import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.model.Carried;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small network with a residual branch, and data for it: first -> relu -> second -> + relu ->
 * third -> logits.
 */
final class Residual {
    static final int WIDTH = 10;
    static final int CLASSES = 4;
    private final Random random = new Random(7);
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    final List<Layer> layers = new ArrayList<>();
    final Network network;

    Residual() {
        List<Node> nodes =
                List.of(
                        layer("first", "x", WIDTH, WIDTH),
                        node("relu", "Relu", "first.out"),
                        layer("second", "relu.out", WIDTH, WIDTH),
                        node("add", "Add", "second.out", "relu.out"),
                        layer("third", "add.out", WIDTH, CLASSES));
        network =
                new Network(
                        new ModelMetadata(8, Map.of("", 17L), "", "", "", 0, "", Map.of()),
                        new Graph(
                                "g",
                                List.of(value("x", WIDTH)),
                                List.of(value("third.out", CLASSES)),
                                nodes,
                                weights,
                                Map.of()),
                        Carried.NOTHING);
    }

    ScanRequest request(double... sparsities) {
        return new ScanRequest(
                network, layers, new SmallestWeights(), Map.of(), sparsities, List.of());
    }

    /** Random samples, labelled by what the network itself answers on a noisy input. */
    Dataset data(int size, boolean labelled) {
        Tensor x = normal(Shape.of(size, WIDTH));
        int[] labels = IntStream.range(0, size).map(i -> random.nextInt(CLASSES)).toArray();
        return new Dataset() {
            @Override
            public String name() {
                return "noise";
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public List<String> classes() {
                return labelled ? List.of("a", "b", "c", "d") : List.of();
            }

            @Override
            public String fingerprint() {
                return "noise " + size;
            }

            @Override
            public Batch batch(int[] indices) {
                Tensor part = Tensor.zeros(DType.FLOAT32, Shape.of(indices.length, WIDTH));
                for (int i = 0; i < indices.length; i++) {
                    for (int c = 0; c < WIDTH; c++) {
                        part.setDouble(
                                (long) i * WIDTH + c, x.floatAt((long) indices[i] * WIDTH + c));
                    }
                }
                int[] own =
                        labelled ? IntStream.of(indices).map(i -> labels[i]).toArray() : new int[0];
                return new Batch(Map.of("x", part), own);
            }
        };
    }

    private Node layer(String name, String input, int in, int out) {
        String weight = name + ".weight";
        Shape shape = Shape.of(in, out);
        Node node =
                new Node(
                        name,
                        "MatMul",
                        "",
                        List.of(input, weight),
                        List.of(name + ".out"),
                        Map.of(),
                        "");
        weights.put(weight, new Weight(weight, normal(shape), Weight.Storage.INITIALIZER));
        layers.add(
                new Layer(
                        new LayerId(name),
                        node,
                        input,
                        name + ".out",
                        weight,
                        shape,
                        new MatrixLayout(out, in, 1, out, 1),
                        null,
                        in,
                        List.of(),
                        List.of(),
                        (long) in * out));
        return node;
    }

    private static Node node(String name, String op, String... inputs) {
        return new Node(name, op, "", List.of(inputs), List.of(name + ".out"), Map.of(), "");
    }

    private static ValueInfo value(String name, int width) {
        return new ValueInfo(name, DType.FLOAT32, List.of(new Dim.Symbol("batch"), Dim.of(width)));
    }

    private Tensor normal(Shape shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        for (long i = 0; i < tensor.count(); i++) {
            tensor.setDouble(i, random.nextGaussian());
        }
        return tensor;
    }
}
