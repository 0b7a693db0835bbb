package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Attribute;
import org.espalier.model.Graph;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.Node;
import org.espalier.model.Weight;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gradients of the image classifier's cross-entropy against central differences of the loss along a
 * direction, all in fp64 so that the differences have digits enough.
 */
class GradientOfSampleTest {
    private static final int IMAGES = 8;
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-5;

    private final DjlEngine engine = new DjlEngineFactory().interpreter(Device.CPU, 1);
    private final Batch batch = firstImages();
    private final Map<String, Tensor> feeds =
            Map.of("image", Outputs.value(batch.inputs(), "image").cast(DType.FLOAT64));
    private final Network network = withLoss(Samples.cnn());

    /** The first convolution, one with a stride, one in a shortcut, and the classifier. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv1.weight",
                "stage2.0.conv1.weight",
                "stage3.0.shortcut.conv.weight",
                "fc.weight"
            })
    void theSlopeAlongADirectionIsThatOfCentralDifferences(String weight) {
        Tensor gradient = gradient(weight);
        Tensor random = Networks.random(3, gradient.shape().dims());
        for (Tensor direction : List.of(random, gradient)) {
            double expected = difference(weight, direction);
            double found = dot(gradient, direction);
            double scale = Math.sqrt(dot(gradient, gradient) * dot(direction, direction));
            assertTrue(scale > 1e-3, "the gradient is too small to tell: " + scale);
            assertEquals(expected, found, TOLERANCE * scale);
        }
    }

    private Tensor gradient(String weight) {
        try (GradientSession session = engine.openForGradients(program(), Set.of(weight))) {
            return Outputs.value(session.gradients(feeds, "loss"), weight);
        }
    }

    private double difference(String weight, Tensor direction) {
        double step = STEP / Math.sqrt(dot(direction, direction));
        try (Session session = engine.open(program().alsoFeeding(List.of(weight)))) {
            double ahead = loss(session, weight, direction, step);
            return (ahead - loss(session, weight, direction, -step)) / (2 * step);
        }
    }

    private double loss(Session session, String weight, Tensor direction, double step) {
        Tensor stored = network.weight(weight);
        Tensor moved = Tensor.zeros(DType.FLOAT64, stored.shape());
        for (long i = 0; i < moved.count(); i++) {
            moved.setDouble(i, stored.doubleAt(i) + step * direction.doubleAt(i));
        }
        Map<String, Tensor> all = new LinkedHashMap<>(feeds);
        all.put(weight, moved);
        return Outputs.value(session.run(all), "loss").doubleAt(0);
    }

    private Program program() {
        return new Program(network, List.of("image"), List.of("loss"));
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (long i = 0; i < a.count(); i++) {
            sum += a.doubleAt(i) * b.doubleAt(i);
        }
        return sum;
    }

    private static Batch firstImages() {
        Dataset data = Datasets.open(Path.of("samples/fashion-resnet14#train3k"), Samples.cnn());
        return data.batch(Datasets.sample(data, IMAGES, 1).batches(IMAGES).get(0));
    }

    /** The classifier in fp64 with the mean cross-entropy of its logits behind it. */
    private Network withLoss(Network classifier) {
        Graph graph = classifier.graph();
        Map<String, Weight> weights = new LinkedHashMap<>();
        graph.weights().forEach((name, weight) -> weights.put(name, inFp64(weight)));
        weights.put("target", new Weight("target", target(), Weight.Storage.INITIALIZER));
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(node("LogSoftmax", List.of("logits"), "logs", Map.of()));
        nodes.add(node("Mul", List.of("logs", "target"), "terms", Map.of()));
        Map<String, Attribute> scalar = Map.of("keepdims", new Attribute.IntValue(0));
        nodes.add(node("ReduceSum", List.of("terms"), "loss", scalar));
        return classifier.withGraph(
                new Graph(
                        graph.name(),
                        graph.inputs(),
                        graph.outputs(),
                        nodes,
                        weights,
                        graph.values()));
    }

    private static Weight inFp64(Weight weight) {
        boolean number = weight.tensor().dtype().isFloat();
        Tensor tensor = number ? weight.tensor().cast(DType.FLOAT64) : weight.tensor();
        return new Weight(weight.name(), tensor, weight.storage());
    }

    /** -1 / images at each image's class. */
    private Tensor target() {
        Tensor target = Tensor.zeros(DType.FLOAT64, Shape.of(IMAGES, 10));
        for (int i = 0; i < IMAGES; i++) {
            target.setDouble(i * 10L + batch.labels()[i], -1.0 / IMAGES);
        }
        return target;
    }

    private static Node node(
            String op, List<String> inputs, String output, Map<String, Attribute> attributes) {
        return new Node(output, op, "", inputs, List.of(output), attributes, "");
    }
}
