package org.espalier.engine.djl.fusion;

import static org.espalier.engine.djl.fusion.Pattern.any;
import static org.espalier.engine.djl.fusion.Pattern.named;
import static org.espalier.engine.djl.fusion.Pattern.op;

import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Convolution, then BatchNormalization, all with constants: the convolution alone, with filters and
 * bias that were scaled once.
 */
final class BatchNormFusion implements Fusion {
    private static final Pattern PATTERN =
            op(
                    "BatchNormalization",
                    named("conv", op("Conv", any("x"), any("weight"))),
                    any("scale"),
                    any("shift"),
                    any("mean"),
                    any("variance"));

    @Override
    public @Nullable Match match(Node last, GraphView graph) {
        Found found = PATTERN.find(last, graph);
        if (found == null || !isConstant(found.node("conv"), last, graph)) {
            return null;
        }
        Node conv = found.node("conv");
        String scale = found.get("scale");
        String variance = found.get("variance");
        String bias = conv.input(2) == null ? "" : conv.inputs().get(2);
        float epsilon = last.floatAttribute("epsilon", 1e-5f);
        Map<String, Attribute> eps = Map.of("epsilon", new Attribute.FloatValue(epsilon));
        List<String> scaling = List.of(found.get("weight"), scale, variance);
        List<String> shifting =
                List.of(scale, found.get("shift"), variance, found.get("mean"), bias);
        Node filters = NewNode.beside(last, "ScaledFilters", scaling, eps);
        Node shift = NewNode.beside(last, "ShiftedBias", shifting, eps);
        List<String> inputs = List.of(found.get("x"), filters.output(), shift.output());
        Node folded = NewNode.onnx(last, "Conv", inputs, conv.attributes());
        return new Match(found.nodes(), List.of(filters, shift, folded));
    }

    private static boolean isConstant(Node conv, Node norm, GraphView graph) {
        return conv.inputs().stream().skip(1).allMatch(graph::isConstant)
                && norm.inputs().stream().skip(1).allMatch(graph::isConstant)
                && norm.intAttribute("training_mode", 0) == 0;
    }
}
