package org.espalier.analyze;

import org.espalier.model.Carried;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers for tests that need no network. */
final class TestLayers {
    private TestLayers() {}

    /** A Gemm of {@code rows} outputs by {@code columns} inputs, stored so. */
    static Layer gemm(String name, int rows, int columns) {
        Node node =
                new Node(
                        name,
                        "Gemm",
                        "",
                        List.of(name + ".in", name + ".weight"),
                        List.of(name + ".out"),
                        Map.of(),
                        "");
        return new Layer(
                new LayerId(name),
                node,
                name + ".in",
                name + ".out",
                name + ".weight",
                Shape.of(rows, columns),
                new MatrixLayout(rows, columns, columns, 1, 1),
                null,
                columns,
                List.of(),
                List.of(),
                (long) rows * columns);
    }

    /** A table over these layers, one array of damages each. */
    static SensitivityTable table(List<Layer> layers, double[] sparsities, double[]... damage) {
        return new SensitivityTable(
                "wanda",
                SensitivityTable.Measure.OUTPUT_ERROR,
                layers.stream().map(Layer::id).toList(),
                sparsities,
                damage);
    }

    /** A network of zeros that has the weights of these layers, and no nodes. */
    static Network network(List<Layer> layers, DType dtype) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Layer layer : layers) {
            Tensor tensor = Tensor.zeros(dtype, layer.weightShape());
            weights.put(
                    layer.weight(), new Weight(layer.weight(), tensor, Weight.Storage.INITIALIZER));
        }
        return network(weights);
    }

    /** A network that has these weights, and no nodes. */
    static Network network(Map<String, Weight> weights) {
        return new Network(
                new ModelMetadata(8, Map.of("", 17L), "", "", "", 0, "", Map.of()),
                new Graph("g", List.of(), List.of(), List.of(), weights, Map.of()),
                Carried.NOTHING);
    }
}
