package org.espalier.analyze;

import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Node;
import org.espalier.tensor.Shape;

import java.util.List;
import java.util.Map;

/** Layers for tests that need no network. */
final class Layers {
    private Layers() {}

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
}
