package org.espalier.engine.djl.fusion;

import static org.espalier.engine.djl.fusion.Pattern.any;
import static org.espalier.engine.djl.fusion.Pattern.named;
import static org.espalier.engine.djl.fusion.Pattern.oneOf;
import static org.espalier.engine.djl.fusion.Pattern.op;

import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows a convolution in residual networks: Add of a residual, Relu, or both. The sum is
 * written over the convolution's result.
 */
final class ConvTailFusion implements Fusion {
    private static final Pattern CONV = named("conv", op("Conv", any("x"), any("weight")));
    private static final Pattern SUM = op("Add", CONV, any("residual"));
    private static final Pattern PATTERN = oneOf(op("Relu", oneOf(SUM, CONV)), SUM);

    @Override
    public @Nullable Match match(Node last, GraphView graph) {
        Found found = PATTERN.find(last, graph);
        if (found == null) {
            return null;
        }
        Node conv = found.node("conv");
        List<String> inputs = new ArrayList<>(conv.inputs());
        if (found.has("residual")) {
            addResidual(inputs, found.get("residual"));
        }
        Map<String, Attribute> attributes = new HashMap<>(conv.attributes());
        attributes.put("relu", new Attribute.IntValue(last.is("Relu") ? 1 : 0));
        return Match.of(found, NewNode.fused(last, "Conv", inputs, attributes));
    }

    /** After the bias, which may be left out. */
    private static void addResidual(List<String> inputs, String residual) {
        if (inputs.size() == 2) {
            inputs.add("");
        }
        inputs.add(residual);
    }
}
