package org.espalier.model.checkpoint;

import org.espalier.model.Graph;

import java.util.List;

/**
 * GPT-NeoX, of which Pythia is made: rotary positions for a part of each head, and attention and
 * MLP beside each other on the same input, or one after the other.
 */
final class NeoxFamily implements Architecture {
    private static final String DEFAULTS =
            """
            {"vocab_size": 50432, "hidden_size": 6144, "num_hidden_layers": 44,
             "num_attention_heads": 64, "intermediate_size": 24576, "hidden_act": "gelu",
             "rotary_pct": 0.25, "rotary_emb_base": 10000.0, "layer_norm_eps": 1e-5,
             "use_parallel_residual": true, "attention_bias": true, "tie_word_embeddings": false}
            """;

    private final int vocabulary;
    private final int width;
    private final int inner;
    private final int blocks;
    private final double epsilon;
    private final boolean parallel;
    private final boolean bias;
    private final boolean tied;
    private final Activation activation;
    private final Attention attention;
    private final Rotary rotary;

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    NeoxFamily(Config stated) {
        Config config = stated.withDefaults(DEFAULTS);
        this.vocabulary = config.count("vocab_size");
        this.width = config.count("hidden_size");
        this.inner = config.count("intermediate_size");
        this.blocks = config.count("num_hidden_layers");
        this.epsilon = config.number("layer_norm_eps");
        this.parallel = config.flag("use_parallel_residual");
        this.bias = config.flag("attention_bias");
        this.tied = config.flag("tie_word_embeddings");
        this.activation = Activation.of(config, "hidden_act");
        int heads = config.count("num_attention_heads");
        this.attention = Attention.plain(heads, width / heads);
        this.rotary = Rotary.of(config, attention.width());
        config.requireUnderstood();
    }

    @Override
    public String prefix() {
        return "gpt_neox.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in("gpt_neox");
        ModuleGraph table = model.in("embed_in");
        String ids = graph.input("input_ids");
        String at = Modules.positions(model, ids);
        String mask = Masks.causal(model, at, 0);
        Rotary.Angles angles = rotary.angles(model, at);
        String x = Modules.embedding(table, ids, vocabulary, width);
        for (int i = 0; i < blocks; i++) {
            x = block(model.in("layers." + i), x, angles, mask);
        }
        String hidden = norm(model.in("final_layer_norm"), x);
        return graph.end(
                Modules.head(graph.in("embed_out"), tied ? table : null, hidden, vocabulary, width),
                true,
                vocabulary);
    }

    private String norm(ModuleGraph graph, String x) {
        return Modules.layerNorm(graph, x, width, epsilon);
    }

    private String block(ModuleGraph block, String x, Rotary.Angles angles, String mask) {
        String normal = norm(block.in("input_layernorm"), x);
        String between = block.add(x, attended(block.in("attention"), normal, angles, mask));
        String before = norm(block.in("post_attention_layernorm"), parallel ? x : between);
        return block.add(between, mlp(block.in("mlp"), before));
    }

    private String attended(ModuleGraph graph, String x, Rotary.Angles angles, String mask) {
        String fused = Modules.linear(graph.in("query_key_value"), x, width, 3L * width, bias);
        List<String> parts = attention.interleaved(graph, fused);
        String context =
                attention.context(
                        graph,
                        rotary.turned(graph, parts.get(0), angles, attention.width()),
                        rotary.turned(graph, parts.get(1), angles, attention.width()),
                        parts.get(2),
                        mask);
        return Modules.linear(graph.in("dense"), context, width, width, bias);
    }

    private String mlp(ModuleGraph graph, String x) {
        String up = Modules.linear(graph.in("dense_h_to_4h"), x, width, inner, true);
        String active = activation.of(up, graph);
        return Modules.linear(graph.in("dense_4h_to_h"), active, inner, width, true);
    }
}
