package org.espalier.model.checkpoint;

import org.espalier.model.Graph;

import java.util.List;

/**
 * GPT-2: learned positions, a layer norm before attention and another before the MLP, and weights
 * stored (in, out).
 */
final class Gpt2Family implements Architecture {
    private static final String DEFAULTS =
            """
            {"vocab_size": 50257, "n_positions": 1024, "n_embd": 768, "n_layer": 12, "n_head": 12,
             "activation_function": "gelu_new", "layer_norm_epsilon": 1e-5,
             "scale_attn_weights": true, "scale_attn_by_inverse_layer_idx": false,
             "tie_word_embeddings": true}
            """;

    private final int vocabulary;
    private final int width;
    private final int inner;
    private final int positions;
    private final int blocks;
    private final int heads;
    private final double epsilon;
    private final boolean scaled;
    private final boolean scaledByDepth;
    private final boolean tied;
    private final Activation activation;

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    Gpt2Family(Config stated) {
        Config config = stated.withDefaults(DEFAULTS);
        this.vocabulary = config.count("vocab_size");
        this.width = config.count("n_embd", "hidden_size");
        this.positions = config.count("n_positions", "max_position_embeddings");
        this.blocks = config.count("n_layer", "num_hidden_layers");
        this.heads = config.count("n_head", "num_attention_heads");
        this.epsilon = config.number("layer_norm_epsilon");
        this.scaled = config.flag("scale_attn_weights");
        this.scaledByDepth = config.flag("scale_attn_by_inverse_layer_idx");
        this.tied = config.flag("tie_word_embeddings");
        this.activation = Activation.of(config, "activation_function");
        int own = config.countOrNone("n_inner");
        this.inner = own == 0 ? 4 * width : own;
        config.requireUnderstood();
    }

    @Override
    public String prefix() {
        return "transformer.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in("transformer");
        ModuleGraph table = model.in("wte");
        String ids = graph.input("input_ids");
        String at = Modules.positions(model, ids);
        String mask = Masks.causal(model, at, 0);
        String x =
                model.add(
                        Modules.embedding(table, ids, vocabulary, width),
                        Modules.embedding(model.in("wpe"), at, positions, width));
        for (int i = 0; i < blocks; i++) {
            x = block(model.in("h." + i), x, mask, i);
        }
        String hidden = Modules.layerNorm(model.in("ln_f"), x, width, epsilon);
        return graph.end(
                Modules.head(graph.in("lm_head"), tied ? table : null, hidden, vocabulary, width),
                true,
                vocabulary);
    }

    private String block(ModuleGraph block, String x, String mask, int depth) {
        String normal = Modules.layerNorm(block.in("ln_1"), x, width, epsilon);
        String between = block.add(x, attended(block.in("attn"), normal, mask, depth));
        ModuleGraph mlp = block.in("mlp");
        String before = Modules.layerNorm(block.in("ln_2"), between, width, epsilon);
        String up = activation.of(Modules.conv1d(mlp.in("c_fc"), before, width, inner), mlp);
        return block.add(between, Modules.conv1d(mlp.in("c_proj"), up, inner, width));
    }

    private String attended(ModuleGraph graph, String x, String mask, int depth) {
        String fused = Modules.conv1d(graph.in("c_attn"), x, width, 3L * width);
        List<String> parts = graph.split(fused, width, width, width);
        int headWidth = width / heads;
        double scale = (scaled ? 1 / Math.sqrt(headWidth) : 1) / (scaledByDepth ? depth + 1 : 1);
        Attention attention = new Attention(heads, heads, headWidth, scale, 0);
        return Modules.conv1d(
                graph.in("c_proj"), attention.context(graph, parts, mask), width, width);
    }
}
