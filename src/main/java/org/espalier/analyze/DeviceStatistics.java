package org.espalier.analyze;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.statistics.InputView;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.model.Attribute;
import org.espalier.model.Graph;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Statistics of layer inputs that the network computes itself, by nodes behind each tapped value:
 * the inputs stay on the device, and what leaves it at the end is sums of squares and Gram
 * matrices. They are computed and summed in fp32, whatever the precision of the network's products.
 */
final class DeviceStatistics {
    private static final String COUNT = "/count";
    private static final String ROWS = "/rows";
    private static final String SQUARES = "/squares";
    private static final String GRAM = "/gram";

    /** Name of the constant that says along which axis squares are summed. */
    private static final String TOKENS = "statistics/tokens";

    private final Network network;
    private final Kind kind;
    private final List<Node> nodes;
    private final Map<String, Weight> weights;
    private final List<String> fetches = new ArrayList<>();

    /**
     * Adds the nodes to a network.
     *
     * @param views of layers that multiply rows of features
     * @param kind {@link Kind#NORMS} or {@link Kind#GRAM}
     */
    DeviceStatistics(Network network, List<InputView> views, Kind kind) {
        this.network = network;
        this.kind = kind;
        this.nodes = new ArrayList<>(network.nodes());
        this.weights = new LinkedHashMap<>(network.weights());
        add(TOKENS, 0);
        views.forEach(this::add);
    }

    /**
     * Whether the statistics are worth their way and can be had so: on a GPU, where no layer sees
     * patches and no sample is padded.
     */
    static boolean serve(Engine engine, Network network, List<InputView> views) {
        return engine.device().kind() == Device.Kind.CUDA
                && views.stream().allMatch(view -> view.axes().isEmpty())
                && network.inputs().stream()
                        .map(ValueInfo::name)
                        .noneMatch(Calibrator.MASK::equals);
    }

    private void add(InputView view) {
        String value = view.value();
        String rows = value + ROWS;
        add(rows + "/shape", -1, view.columns());
        node("Size", value + COUNT, Map.of(), value);
        node("Reshape", rows, Map.of(), value, rows + "/shape");
        node("ReduceSumSquare", value + SQUARES, integer("keepdims", 0), rows, TOKENS);
        fetches.addAll(List.of(value + COUNT, value + SQUARES));
        if (kind == Kind.GRAM) {
            node("Gemm", value + GRAM, integer("transA", 1), rows, rows);
            fetches.add(value + GRAM);
        }
    }

    private static Map<String, Attribute> integer(String name, long value) {
        return Map.of(name, new Attribute.IntValue(value));
    }

    private void add(String name, long... values) {
        Tensor tensor = Tensor.of(Shape.of(values.length), values);
        weights.put(name, new Weight(name, tensor, Weight.Storage.INITIALIZER));
    }

    private void node(
            String op, String output, Map<String, Attribute> attributes, String... inputs) {
        nodes.add(new Node(output, op, "", List.of(inputs), List.of(output), attributes, ""));
    }

    /** What a session sums up over the data. */
    Program program(List<String> given) {
        Graph graph = network.graph();
        Graph longer =
                new Graph(
                        graph.name(),
                        graph.inputs(),
                        graph.outputs(),
                        nodes,
                        weights,
                        graph.values());
        return new Program(network.withGraph(longer), given, fetches);
    }

    /** Reads a view's statistics off the sums. */
    LayerStatistics of(InputView view, Map<String, Tensor> sums) {
        long tokens = sum(view, COUNT, sums).longAt(0) / view.columns();
        Tensor squares = sum(view, SQUARES, sums);
        double[] sumSquares = new double[view.columns()];
        for (int i = 0; i < sumSquares.length; i++) {
            sumSquares[i] = squares.floatAt(i);
        }
        return new LayerStatistics(
                tokens, sumSquares, kind == Kind.GRAM ? List.of(sum(view, GRAM, sums)) : List.of());
    }

    private static Tensor sum(InputView view, String what, Map<String, Tensor> sums) {
        return Objects.requireNonNull(sums.get(view.value() + what), what);
    }
}
