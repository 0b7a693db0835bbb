package org.espalier.compress.prune;

import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.model.Carried;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.Weight;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Layers and one-layer networks made by hand. */
final class Layers {
    private static final ModelMetadata METADATA =
            new ModelMetadata(8, Map.of("", 17L), "", "", "", 0, "", Map.of());

    private Layers() {}

    /** A Gemm with transB=1: stored as rows by columns. */
    static Layer gemm(String name, int rows, int columns) {
        return layer(name, "Gemm", Shape.of(rows, columns), rowMajor(rows, columns, 1));
    }

    /** A MatMul: stored as columns by rows. */
    static Layer matMul(String name, int rows, int columns) {
        MatrixLayout layout = new MatrixLayout(rows, columns, 1, rows, 1);
        return layer(name, "MatMul", Shape.of(columns, rows), layout);
    }

    /** A convolution with square kernels. */
    static Layer conv(String name, int out, int inPerGroup, int kernel, int groups) {
        return layer(
                name,
                "Conv",
                Shape.of(out, inPerGroup, kernel, kernel),
                rowMajor(out, inPerGroup * kernel * kernel, groups));
    }

    /** The same layer under another name, with the same weight. */
    static Layer sharing(Layer layer, String name) {
        return new Layer(
                new LayerId(name),
                layer.node(),
                layer.input(),
                name + ".out",
                layer.weight(),
                layer.weightShape(),
                layer.layout(),
                null,
                layer.inChannels(),
                layer.kernel(),
                layer.stride(),
                -1);
    }

    static Network network(Map<Layer, Tensor> weights) {
        Map<String, Weight> named = new LinkedHashMap<>();
        weights.forEach(
                (layer, tensor) ->
                        named.put(
                                layer.weight(),
                                new Weight(layer.weight(), tensor, Weight.Storage.INITIALIZER)));
        Graph graph = new Graph("g", List.of(), List.of(), List.of(), named, Map.of());
        return new Network(METADATA, graph, Carried.NOTHING);
    }

    /** A task for one layer. */
    static CompressionTask<PruneParams> task(
            Layer layer, Tensor weight, LayerStatistics statistics, Target target) {
        return new CompressionTask<>(
                network(Map.of(layer, weight)),
                List.of(layer),
                PruneParams.DEFAULT,
                Map.of(layer.id(), target),
                Map.of(layer.id(), statistics));
    }

    static Tensor gaussian(long seed, long... dims) {
        Random random = new Random(seed);
        Shape shape = Shape.of(dims);
        float[] values = new float[(int) shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(shape, values);
    }

    static LayerStatistics norms(double... norms) {
        double[] squares = new double[norms.length];
        for (int i = 0; i < norms.length; i++) {
            squares[i] = norms[i] * norms[i];
        }
        return new LayerStatistics(1, squares, List.of());
    }

    static LayerStatistics randomNorms(long seed, int features) {
        Random random = new Random(seed);
        return norms(random.doubles(features, 0.1, 3).toArray());
    }

    /** Columns by rows instead of rows by columns. */
    static Tensor transposed(Tensor matrix) {
        int rows = matrix.shape().intDim(0);
        int columns = matrix.shape().intDim(1);
        Tensor result = Tensor.zeros(matrix.dtype(), Shape.of(columns, rows));
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result.setDouble((long) c * rows + r, matrix.doubleAt((long) r * columns + c));
            }
        }
        return result;
    }

    private static MatrixLayout rowMajor(int rows, int columns, int groups) {
        return new MatrixLayout(rows, columns, columns, 1, groups);
    }

    private static Layer layer(String name, String op, Shape shape, MatrixLayout layout) {
        Node node =
                new Node(
                        name,
                        op,
                        "",
                        List.of("x", name + ".weight"),
                        List.of(name + ".out"),
                        Map.of(),
                        "");
        return new Layer(
                new LayerId(name),
                node,
                "x",
                name + ".out",
                name + ".weight",
                shape,
                layout,
                null,
                layout.inputFeatures(),
                List.of(),
                List.of(),
                -1);
    }
}
