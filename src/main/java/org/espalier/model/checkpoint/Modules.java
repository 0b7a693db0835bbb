package org.espalier.model.checkpoint;

import org.espalier.model.Attribute;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The modules of which all architectures are made, as graph nodes. */
final class Modules {
    private Modules() {}

    /**
     * An affine layer stored (out, in).
     *
     * @param x rows of {@code in} features
     * @param bias whether a bias is added
     */
    static String linear(ModuleGraph graph, String x, long in, long out, boolean bias) {
        String product =
                graph.op("MatMul", x, graph.transpose(graph.weight("weight", out, in), 1, 0));
        return bias ? graph.add(product, graph.weight("bias", out)) : product;
    }

    /**
     * The layer without bias from hidden states to logits; of the last token alone where a text is
     * continued.
     *
     * @param tied the embedding whose table is its weight; null if it has one of its own
     */
    static String head(
            ModuleGraph graph, @Nullable ModuleGraph tied, String states, long rows, long width) {
        String x = graph.isContinuing() ? last(graph, states) : states;
        if (tied == null) {
            return linear(graph, x, width, rows, false);
        }
        String stored = tied.stored("weight", rows, width);
        graph.repeats("weight", stored);
        return graph.op("MatMul", x, graph.transpose(graph.widened(stored, stored), 1, 0));
    }

    /** An affine layer stored (in, out), which GPT-2 calls Conv1D. */
    static String conv1d(ModuleGraph graph, String x, long in, long out) {
        String product = graph.op("MatMul", x, graph.weight("weight", in, out));
        return graph.add(product, graph.weight("bias", out));
    }

    /** Rows of a table of vectors, in fp32. */
    static String embedding(ModuleGraph graph, String indices, long rows, long width) {
        String table = graph.stored("weight", rows, width);
        return graph.widened(graph.op("Gather", table, indices), table);
    }

    /** Layer normalization over the last axis, with weight and bias. */
    static String layerNorm(ModuleGraph graph, String x, long width, double epsilon) {
        return graph.op(
                "LayerNormalization",
                Map.of("epsilon", new Attribute.FloatValue((float) epsilon)),
                x,
                graph.weight("weight", width),
                graph.weight("bias", width));
    }

    /**
     * Division by the root mean square over the last axis, then a weight.
     *
     * @param offset added to the weight: 1 where the file stores the difference to 1
     */
    static String rmsNorm(ModuleGraph graph, String x, long width, double epsilon, double offset) {
        String square = graph.op("Pow", x, graph.number(2));
        String mean = graph.op("ReduceMean", square, graph.integers(-1));
        String root = graph.op("Sqrt", graph.add(mean, graph.number(epsilon)));
        String weight = graph.weight("weight", width);
        String scale = offset == 0 ? weight : graph.add(weight, graph.number(offset));
        return graph.mul(graph.op("Div", x, root), scale);
    }

    /** The first position of each row: (batch, length, width) to (batch, width). */
    static String first(ModuleGraph graph, String x) {
        return graph.op("Gather", Map.of("axis", new Attribute.IntValue(1)), x, graph.integer(0));
    }

    private static String last(ModuleGraph graph, String x) {
        return graph.op("Gather", Map.of("axis", new Attribute.IntValue(1)), x, graph.integers(-1));
    }

    /**
     * The positions of a batch of tokens as int64: 0 to length - 1, or from where the text ended so
     * far.
     */
    static String positions(ModuleGraph graph, String ids) {
        Map<String, Attribute> second =
                Map.of("start", new Attribute.IntValue(1), "end", new Attribute.IntValue(2));
        String length = graph.op("Squeeze", graph.op("Shape", second, ids));
        if (!graph.isContinuing()) {
            return graph.op("Range", graph.integer(0), length, graph.integer(1));
        }
        String past = graph.past();
        return graph.op("Range", past, graph.add(past, length), graph.integer(1));
    }

    /** The positions of the tokens that those at some positions may look at. */
    static String seen(ModuleGraph graph, String positions) {
        if (!graph.isContinuing()) {
            return positions;
        }
        String length = graph.op("Squeeze", graph.op("Shape", positions));
        String end = graph.add(graph.past(), length);
        return graph.op("Range", graph.integer(0), end, graph.integer(1));
    }

    /** Compresses the range of scores smoothly to below {@code cap}; none if 0. */
    static String softCap(ModuleGraph graph, String x, double cap) {
        return cap == 0 ? x : graph.scaled(graph.op("Tanh", graph.scaled(x, 1 / cap)), cap);
    }
}
