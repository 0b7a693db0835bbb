package org.espalier.model.checkpoint;

import org.espalier.model.Graph;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * OPT: learned positions counted from 2, and layer norms before attention and MLP, or behind them
 * in the 350m form, whose embeddings are also narrower than its blocks.
 */
final class OptFamily implements Architecture {
    private static final int FIRST_POSITION = 2;
    private static final double EPSILON = 1e-5;
    private static final String DEFAULTS =
            """
            {"vocab_size": 50272, "hidden_size": 768, "num_hidden_layers": 12, "ffn_dim": 3072,
             "num_attention_heads": 12, "max_position_embeddings": 2048,
             "activation_function": "relu", "do_layer_norm_before": true,
             "_remove_final_layer_norm": false, "enable_bias": true,
             "layer_norm_elementwise_affine": true, "tie_word_embeddings": true}
            """;

    private final int vocabulary;
    private final int width;
    private final int tableWidth;
    private final int inner;
    private final int positions;
    private final int blocks;
    private final boolean normsBefore;
    private final boolean normsLast;
    private final boolean bias;
    private final boolean tied;
    private final Activation activation;
    private final Attention attention;

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    OptFamily(Config stated) {
        Config config = stated.withDefaults(DEFAULTS);
        this.vocabulary = config.count("vocab_size");
        this.width = config.count("hidden_size");
        this.inner = config.count("ffn_dim");
        this.positions = config.count("max_position_embeddings") + FIRST_POSITION;
        this.blocks = config.count("num_hidden_layers");
        this.normsBefore = config.flag("do_layer_norm_before");
        this.normsLast = normsBefore && !config.flag("_remove_final_layer_norm");
        this.bias = config.flag("enable_bias");
        this.tied = config.flag("tie_word_embeddings");
        this.activation = Activation.of(config, "activation_function");
        int heads = config.count("num_attention_heads");
        this.attention = Attention.plain(heads, width / heads);
        int projected = config.countOrNone("word_embed_proj_dim");
        this.tableWidth = projected == 0 ? width : projected;
        if (!config.flag("layer_norm_elementwise_affine")) {
            throw config.refused("layer_norm_elementwise_affine", "leaves norms without weights");
        }
        config.requireUnderstood();
    }

    @Override
    public String prefix() {
        return "model.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in("model.decoder");
        ModuleGraph table = model.in("embed_tokens");
        String ids = graph.input("input_ids");
        String at = Modules.positions(model, ids);
        String mask = Masks.causal(model, at, 0);
        String words = Modules.embedding(table, ids, vocabulary, tableWidth);
        String shifted = model.add(at, model.integer(FIRST_POSITION));
        String x =
                model.add(
                        projected(model.in("project_in"), words, tableWidth, width),
                        Modules.embedding(model.in("embed_positions"), shifted, positions, width));
        for (int i = 0; i < blocks; i++) {
            x = block(model.in("layers." + i), x, mask);
        }
        String last = normsLast ? norm(model.in("final_layer_norm"), x) : x;
        String hidden = projected(model.in("project_out"), last, width, tableWidth);
        @Nullable ModuleGraph shared = tied ? table : null;
        String logits = Modules.head(graph.in("lm_head"), shared, hidden, vocabulary, tableWidth);
        return graph.end(logits, true, vocabulary);
    }

    private String projected(ModuleGraph graph, String x, int from, int to) {
        return tableWidth == width ? x : Modules.linear(graph, x, from, to, false);
    }

    private String norm(ModuleGraph graph, String x) {
        return Modules.layerNorm(graph, x, width, EPSILON);
    }

    private String block(ModuleGraph block, String x, String mask) {
        ModuleGraph first = block.in("self_attn_layer_norm");
        ModuleGraph second = block.in("final_layer_norm");
        if (normsBefore) {
            String between = block.add(x, attended(block.in("self_attn"), norm(first, x), mask));
            return block.add(between, mlp(block, norm(second, between)));
        }
        String between = norm(first, block.add(x, attended(block.in("self_attn"), x, mask)));
        return norm(second, block.add(between, mlp(block, between)));
    }

    private String attended(ModuleGraph graph, String x, String mask) {
        List<String> parts =
                List.of(
                        square(graph.in("q_proj"), x),
                        square(graph.in("k_proj"), x),
                        square(graph.in("v_proj"), x));
        return square(graph.in("out_proj"), attention.context(graph, parts, mask));
    }

    private String square(ModuleGraph graph, String x) {
        return Modules.linear(graph, x, width, width, bias);
    }

    private String mlp(ModuleGraph block, String x) {
        String up = Modules.linear(block.in("fc1"), x, width, inner, bias);
        return Modules.linear(block.in("fc2"), activation.of(up, block), inner, width, bias);
    }
}
