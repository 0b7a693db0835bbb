package org.espalier.engine.djl.fusion;

import static org.espalier.engine.djl.fusion.Pattern.any;
import static org.espalier.engine.djl.fusion.Pattern.named;
import static org.espalier.engine.djl.fusion.Pattern.oneOf;
import static org.espalier.engine.djl.fusion.Pattern.op;
import static org.espalier.engine.djl.fusion.Pattern.scalar;

import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scaled dot-product attention: softmax(Q K^T / c + mask) V, the mask where there is one. */
final class AttentionFusion implements Fusion {
    private static final Pattern PRODUCT = op("MatMul", any("q"), any("k"));
    private static final Pattern SCALED =
            oneOf(op("Div", PRODUCT, scalar("divisor")), op("Mul", PRODUCT, scalar("factor")));
    private static final Pattern MASKED = oneOf(op("Add", SCALED, any("mask")), SCALED);
    private static final Pattern PATTERN =
            op("MatMul", named("softmax", op("Softmax", MASKED)), any("v"));

    @Override
    public @Nullable Match match(Node last, GraphView graph) {
        Found found = PATTERN.find(last, graph);
        if (found == null || !isOverLastAxis(found.node("softmax"))) {
            return null;
        }
        List<String> inputs =
                new ArrayList<>(List.of(found.get("q"), found.get("k"), found.get("v")));
        if (found.has("mask")) {
            inputs.add(found.get("mask"));
        }
        Map<String, Attribute> scale =
                Map.of("scale", new Attribute.FloatValue(scale(found, graph)));
        return Match.of(found, NewNode.fused(last, "Attention", inputs, scale));
    }

    /** Exports name the last of batch, heads, queries and keys as -1 or 3. */
    private static boolean isOverLastAxis(Node softmax) {
        long axis = softmax.intAttribute("axis", -1);
        return axis == -1 || axis == 3;
    }

    private static float scale(Found found, GraphView graph) {
        return (float)
                (found.has("divisor")
                        ? 1 / graph.scalar(found.get("divisor"))
                        : graph.scalar(found.get("factor")));
    }
}
