package org.espalier.model;

import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds the layers of a network: each Conv, Gemm and MatMul of the main graph whose weight is a
 * floating-point constant, stored as an initializer or a Constant node, directly or behind
 * Identity, Cast or a 2-D Transpose.
 *
 * <p>Not layers: a MatMul whose constant is the left operand or has more than two axes, a Gemm that
 * transposes its input, and anything inside a sub-graph.
 */
public final class Layers {
    private final Network network;
    private final GraphIndex index;
    private final ShapeInference shapes;

    private Layers(Network network) {
        this.network = network;
        this.index = new GraphIndex(network.graph());
        this.shapes = ShapeInference.of(network, Map.of());
    }

    /** The layers in topological order, with unique names. */
    public static List<Layer> of(Network network) {
        return new Layers(network).find();
    }

    private List<Layer> find() {
        LayerNames names = new LayerNames();
        List<Layer> layers = new ArrayList<>();
        for (Node node : network.nodes()) {
            Layer layer = layer(node, names);
            if (layer != null) {
                layers.add(layer);
            }
        }
        return List.copyOf(layers);
    }

    private @Nullable Layer layer(Node node, LayerNames names) {
        String input = node.input(0);
        String operand = node.input(1);
        if (input == null || operand == null || !isKind(node)) {
            return null;
        }
        ConstantPath path = ConstantPath.of(operand, network.graph(), index);
        if (path == null || !network.weight(path.weight()).dtype().isFloat()) {
            return null;
        }
        Tensor weight = network.weight(path.weight());
        MatrixLayout layout = layout(node, weight.shape(), path.transposed());
        if (layout == null) {
            return null;
        }
        String bias = bias(node, layout.rows());
        return new Layer(
                names.next(node, isEmbedding(path.weight()) ? "" : path.weight(), bias),
                node,
                input,
                node.output(),
                path.weight(),
                weight.shape(),
                layout,
                bias,
                node.is("Conv") ? weight.shape().dim(1) * layout.groups() : layout.columns(),
                kernel(node, weight.shape()),
                stride(node, weight.shape()),
                macs(node, layout));
    }

    /** A weight tied to an embedding has the name of that, which is no layer. */
    private boolean isEmbedding(String weight) {
        return index.consumers(weight).stream().anyMatch(node -> node.is("Gather"));
    }

    private static boolean isKind(Node node) {
        return node.is("Conv")
                || node.is("MatMul")
                || node.is("Gemm") && node.intAttribute("transA", 0) == 0;
    }

    private static @Nullable MatrixLayout layout(Node node, Shape shape, boolean transposed) {
        if (shape.count() == 0
                || Arrays.stream(shape.dims()).anyMatch(d -> d > Integer.MAX_VALUE)) {
            return null;
        }
        if (node.is("Conv")) {
            return transposed ? null : convolution(shape, node.intAttribute("group", 1));
        }
        if (shape.rank() != 2) {
            return null;
        }
        boolean outFirst = transposed != (node.intAttribute("transB", 0) != 0);
        int first = shape.intDim(0);
        int second = shape.intDim(1);
        return outFirst
                ? new MatrixLayout(first, second, second, 1, 1)
                : new MatrixLayout(second, first, 1, second, 1);
    }

    private static @Nullable MatrixLayout convolution(Shape shape, long groups) {
        if (shape.rank() < 3 || groups < 1 || shape.dim(0) % groups != 0) {
            return null;
        }
        long columns = shape.count() / shape.dim(0);
        return columns > Integer.MAX_VALUE
                ? null
                : new MatrixLayout(
                        shape.intDim(0), (int) columns, columns, 1, Math.toIntExact(groups));
    }

    private static List<Long> kernel(Node node, Shape shape) {
        return node.is("Conv") ? Arrays.stream(shape.dims()).skip(2).boxed().toList() : List.of();
    }

    private static List<Long> stride(Node node, Shape shape) {
        if (!node.is("Conv")) {
            return List.of();
        }
        long[] ones = new long[shape.rank() - 2];
        Arrays.fill(ones, 1);
        return Arrays.stream(node.intsAttribute("strides", ones)).boxed().toList();
    }

    /** The third input, or for a MatMul the constant that the next node adds. */
    private @Nullable String bias(Node node, int rows) {
        if (!node.is("MatMul")) {
            String bias = node.input(2);
            return bias == null ? null : biasWeight(bias, rows);
        }
        Node next = index.onlyConsumer(node.output());
        if (next == null || !next.is("Add")) {
            return null;
        }
        return next.inputs().stream()
                .filter(value -> !value.equals(node.output()))
                .findFirst()
                .map(value -> biasWeight(value, rows))
                .orElse(null);
    }

    private @Nullable String biasWeight(String value, int rows) {
        ConstantPath path = ConstantPath.of(value, network.graph(), index);
        return path != null && network.weight(path.weight()).count() == rows ? path.weight() : null;
    }

    private long macs(Node node, MatrixLayout layout) {
        long outputs = shapes.shape(node.output()).map(Shape::count).orElse(-1L);
        boolean known = outputs >= 0 && Math.multiplyHigh(outputs, layout.columns()) == 0;
        return known ? outputs * layout.columns() : -1;
    }
}
