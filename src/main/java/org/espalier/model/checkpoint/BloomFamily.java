package org.espalier.model.checkpoint;

import org.espalier.model.Graph;

import java.util.List;

/**
 * BLOOM: no positions but a linear bias on the scores (ALiBi; Press et al., 2022), a layer norm
 * behind the embedding, before attention and before the MLP.
 */
final class BloomFamily implements Architecture {
    private static final String DEFAULTS =
            """
            {"vocab_size": 250880, "hidden_size": 64, "n_layer": 2, "n_head": 8,
             "layer_norm_epsilon": 1e-5, "apply_residual_connection_post_layernorm": false,
             "tie_word_embeddings": true}
            """;

    private final int vocabulary;
    private final int width;
    private final int blocks;
    private final double epsilon;
    private final boolean addsNormalized;
    private final boolean tied;
    private final Attention attention;

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    BloomFamily(Config stated) {
        Config config = stated.withDefaults(DEFAULTS);
        config.ignore("offset_alibi");
        this.vocabulary = config.count("vocab_size");
        this.width = config.count("hidden_size", "n_embed");
        this.blocks = config.count("n_layer", "num_hidden_layers");
        this.epsilon = config.number("layer_norm_epsilon");
        this.addsNormalized = config.flag("apply_residual_connection_post_layernorm");
        this.tied = config.flag("tie_word_embeddings");
        int heads = config.count("n_head", "num_attention_heads");
        this.attention = Attention.plain(heads, width / heads);
        config.requireUnderstood();
    }

    @Override
    public String prefix() {
        return "transformer.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in("transformer");
        ModuleGraph table = model.in("word_embeddings");
        String ids = graph.input("input_ids");
        String at = Modules.positions(model, ids);
        String mask = model.add(slopes(model, Modules.seen(model, at)), Masks.causal(model, at, 0));
        String words = Modules.embedding(table, ids, vocabulary, width);
        String x = norm(model.in("word_embeddings_layernorm"), words);
        for (int i = 0; i < blocks; i++) {
            x = block(model.in("h." + i), x, mask);
        }
        String hidden = norm(model.in("ln_f"), x);
        return graph.end(
                Modules.head(graph.in("lm_head"), tied ? table : null, hidden, vocabulary, width),
                true,
                vocabulary);
    }

    /** What each head adds to the scores of a position: (heads, 1, length). */
    private String slopes(ModuleGraph graph, String positions) {
        String perHead = graph.unsqueeze(graph.numbers(slopes(attention.heads())), 1, 2);
        return graph.mul(perHead, graph.toFloat(positions));
    }

    /** A geometric row for a power of two; for other counts, every second of the next row too. */
    private static float[] slopes(int heads) {
        int power = Integer.highestOneBit(heads);
        float[] slopes = new float[heads];
        for (int i = 0; i < heads; i++) {
            double base = Math.pow(2, -8.0 / (i < power ? power : 2 * power));
            slopes[i] = (float) Math.pow(base, i < power ? i + 1 : 2 * (i - power) + 1);
        }
        return slopes;
    }

    private String norm(ModuleGraph graph, String x) {
        return Modules.layerNorm(graph, x, width, epsilon);
    }

    private String block(ModuleGraph block, String x, String mask) {
        String normal = norm(block.in("input_layernorm"), x);
        String between =
                block.add(
                        addsNormalized ? normal : x,
                        attended(block.in("self_attention"), normal, mask));
        String before = norm(block.in("post_attention_layernorm"), between);
        return block.add(addsNormalized ? before : between, mlp(block.in("mlp"), before));
    }

    private String attended(ModuleGraph graph, String x, String mask) {
        String fused = Modules.linear(graph.in("query_key_value"), x, width, 3L * width, true);
        List<String> parts = attention.interleaved(graph, fused);
        String context = attention.context(graph, parts.get(0), parts.get(1), parts.get(2), mask);
        return Modules.linear(graph.in("dense"), context, width, width, true);
    }

    private String mlp(ModuleGraph graph, String x) {
        String up = Modules.linear(graph.in("dense_h_to_4h"), x, width, 4L * width, true);
        String active = Activation.GELU_TANH.of(up, graph);
        return Modules.linear(graph.in("dense_4h_to_h"), active, 4L * width, width, true);
    }
}
