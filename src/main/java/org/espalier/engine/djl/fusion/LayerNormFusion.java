package org.espalier.engine.djl.fusion;

import static org.espalier.engine.djl.fusion.Pattern.any;
import static org.espalier.engine.djl.fusion.Pattern.named;
import static org.espalier.engine.djl.fusion.Pattern.number;
import static org.espalier.engine.djl.fusion.Pattern.oneOf;
import static org.espalier.engine.djl.fusion.Pattern.op;
import static org.espalier.engine.djl.fusion.Pattern.scalar;

import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Layer normalization over the last axis in pieces: d = x - mean(x), then d / sqrt(mean(d^2) + eps)
 * * gamma + beta.
 */
final class LayerNormFusion implements Fusion {
    private static final Pattern DEVIATION =
            named("d", op("Sub", any("x"), named("mean", op("ReduceMean", any("x")))));
    private static final Pattern SQUARE =
            oneOf(op("Pow", any("d"), number(2)), op("Mul", any("d"), any("d")));
    private static final Pattern ROOT =
            op("Sqrt", op("Add", named("variance", op("ReduceMean", SQUARE)), scalar("eps")));
    private static final Pattern PATTERN =
            op("Add", op("Mul", op("Div", DEVIATION, ROOT), any("gamma")), any("beta"));

    @Override
    public @Nullable Match match(Node last, GraphView graph) {
        Found found = PATTERN.find(last, graph);
        if (found == null || !isOverLastAxis(found, graph)) {
            return null;
        }
        List<String> inputs = List.of(found.get("x"), found.get("gamma"), found.get("beta"));
        float epsilon = (float) graph.scalar(found.get("eps"));
        return Match.of(
                found,
                NewNode.onnx(
                        last,
                        "LayerNormalization",
                        inputs,
                        Map.of("epsilon", new Attribute.FloatValue(epsilon))));
    }

    private static boolean isOverLastAxis(Found found, GraphView graph) {
        return graph.isOverLastAxis(found.node("mean"))
                && graph.isOverLastAxis(found.node("variance"))
                && graph.isVector(found.get("gamma"))
                && graph.isVector(found.get("beta"));
    }
}
