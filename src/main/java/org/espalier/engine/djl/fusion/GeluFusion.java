package org.espalier.engine.djl.fusion;

import static org.espalier.engine.djl.fusion.Pattern.any;
import static org.espalier.engine.djl.fusion.Pattern.number;
import static org.espalier.engine.djl.fusion.Pattern.oneOf;
import static org.espalier.engine.djl.fusion.Pattern.op;

import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * GELU in pieces: x/2 (1 + erf(x / sqrt 2)), or with tanh(sqrt(2 / pi) (x + 0.044715 x^3)) in place
 * of erf, the three factors in any order (D. Hendrycks and K. Gimpel, Gaussian error linear units,
 * 2016).
 */
final class GeluFusion implements Fusion {
    private static final Pattern X = any("x");
    private static final Pattern ERF =
            op(
                    "Erf",
                    oneOf(
                            op("Div", X, number(Math.sqrt(2))),
                            op("Mul", X, number(Math.sqrt(0.5)))));
    private static final Pattern CUBE =
            oneOf(op("Pow", X, number(3)), op("Mul", X, op("Mul", X, X)));
    private static final Pattern TANH =
            op(
                    "Tanh",
                    op(
                            "Mul",
                            op("Add", X, op("Mul", CUBE, number(0.044715))),
                            number(Math.sqrt(2 / Math.PI))));

    private static final Pattern EXACT = halfTimes(ERF);
    private static final Pattern APPROXIMATE = halfTimes(TANH);

    private static Pattern halfTimes(Pattern function) {
        Pattern gate = op("Add", function, number(1));
        Pattern half = number(0.5);
        return oneOf(
                op("Mul", op("Mul", X, gate), half),
                op("Mul", op("Mul", X, half), gate),
                op("Mul", op("Mul", gate, half), X));
    }

    @Override
    public @Nullable Match match(Node last, GraphView graph) {
        Found exact = EXACT.find(last, graph);
        return exact != null
                ? gelu(last, exact, "none")
                : gelu(last, APPROXIMATE.find(last, graph), "tanh");
    }

    private static @Nullable Match gelu(Node last, @Nullable Found found, String form) {
        if (found == null) {
            return null;
        }
        Map<String, Attribute> attributes = Map.of("approximate", new Attribute.StringValue(form));
        return Match.of(found, NewNode.onnx(last, "Gelu", List.of(found.get("x")), attributes));
    }
}
