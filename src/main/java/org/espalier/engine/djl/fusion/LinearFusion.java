package org.espalier.engine.djl.fusion;

import static org.espalier.engine.djl.fusion.Pattern.any;
import static org.espalier.engine.djl.fusion.Pattern.op;

import org.espalier.model.Node;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** MatMul with a constant matrix, then Add of a constant vector: one affine layer. */
final class LinearFusion implements Fusion {
    private static final Pattern PATTERN =
            op("Add", op("MatMul", any("x"), any("weight")), any("bias"));

    @Override
    public @Nullable Match match(Node last, GraphView graph) {
        Found found = PATTERN.find(last, graph);
        if (found == null || !isLayer(found, graph)) {
            return null;
        }
        List<String> inputs = List.of(found.get("x"), found.get("weight"), found.get("bias"));
        return Match.of(found, NewNode.fused(last, "Linear", inputs, Map.of()));
    }

    private static boolean isLayer(Found found, GraphView graph) {
        Tensor weight = graph.constant(found.get("weight"));
        Tensor bias = graph.constant(found.get("bias"));
        return weight != null
                && bias != null
                && weight.shape().rank() == 2
                && graph.isVector(found.get("bias"))
                && bias.dtype() == weight.dtype()
                && bias.count() == weight.shape().dim(1);
    }
}
