package org.espalier.model.checkpoint;

import org.espalier.model.Attribute;

import java.util.Map;

/** Activation functions by the names that configurations give them. */
enum Activation {
    SILU,
    GELU,
    GELU_TANH,
    RELU;

    /**
     * The function that a configuration names.
     *
     * @throws org.espalier.base.UserFacingException if it is not known
     */
    static Activation of(Config config, String key) {
        String name = config.text(key);
        return switch (name) {
            case "silu", "swish" -> SILU;
            case "gelu", "gelu_python" -> GELU;
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> GELU_TANH;
            case "relu" -> RELU;
            default -> throw config.refused(key, "names an activation that is not known");
        };
    }

    /** Writes the function. */
    String of(String x, ModuleGraph graph) {
        return switch (this) {
            case SILU -> graph.mul(x, graph.op("Sigmoid", x));
            case GELU -> graph.op("Gelu", x);
            case GELU_TANH ->
                    graph.op("Gelu", Map.of("approximate", new Attribute.StringValue("tanh")), x);
            case RELU -> graph.op("Relu", x);
        };
    }
}
