package org.espalier.model.checkpoint;

import org.espalier.model.Graph;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Llama and the decoders that share its block: a root-mean-square norm before attention with rotary
 * positions, another before a gated MLP, each added to what came in.
 *
 * <p>Mistral bounds how far back attention looks, Qwen 2 adds biases, Qwen 3 normalizes each head,
 * Phi-3 fuses projections, Gemma 2 normalizes results too and bounds scores and logits softly.
 */
final class LlamaFamily implements Architecture {
    private final LlamaVariant variant;
    private final int width;
    private final int inner;
    private final int vocabulary;
    private final double epsilon;
    private final boolean tied;
    private final boolean queryBias;
    private final boolean outputBias;
    private final boolean innerBias;
    private final double logitCap;
    private final Activation activation;
    private final Attention attention;
    private final Rotary rotary;
    private final List<Integer> windows;

    /** What all blocks read beside the hidden states. */
    private record Shared(Rotary.Angles angles, Map<Integer, String> masks) {}

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    LlamaFamily(LlamaVariant variant, Config stated) {
        Config config = stated.withDefaults(variant.defaults());
        this.variant = variant;
        this.width = config.count("hidden_size");
        this.inner = config.count("intermediate_size");
        this.vocabulary = config.count("vocab_size");
        this.epsilon = config.number("rms_norm_eps");
        this.tied = config.flag("tie_word_embeddings");
        this.queryBias = variant.queryBias(config);
        this.outputBias = variant.outputBias(config);
        this.innerBias = variant.innerBias(config);
        this.activation = variant.activation(config);
        this.attention = attention(config);
        this.rotary = Rotary.of(config, attention.width());
        this.windows = Windows.of(variant, config, config.count("num_hidden_layers"));
        this.logitCap = variant.isGemma() ? config.numberOrNone("final_logit_softcapping") : 0;
        config.requireUnderstood();
    }

    private Attention attention(Config config) {
        int heads = config.count("num_attention_heads");
        int stated = config.countOrNone("num_key_value_heads");
        int keyHeads = stated == 0 ? heads : stated;
        if (heads % keyHeads != 0) {
            throw config.refused(
                    "num_key_value_heads", "does not divide the %d heads".formatted(heads));
        }
        int own = config.countOrNone("head_dim");
        int headWidth = own == 0 ? width / heads : own;
        double spread = variant.isGemma() ? config.number("query_pre_attn_scalar") : headWidth;
        double cap = variant.isGemma() ? config.numberOrNone("attn_logit_softcapping") : 0;
        return new Attention(heads, keyHeads, headWidth, 1 / Math.sqrt(spread), cap);
    }

    @Override
    public String prefix() {
        return "model.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in("model");
        String ids = graph.input("input_ids");
        String positions = Modules.positions(model, ids);
        Shared shared = new Shared(rotary.angles(model, positions), masks(model, positions));
        ModuleGraph table = model.in("embed_tokens");
        String x = Modules.embedding(table, ids, vocabulary, width);
        if (variant.isGemma()) {
            x = model.scaled(x, Math.sqrt(width));
        }
        for (int i = 0; i < windows.size(); i++) {
            x = block(model.in("layers." + i), x, shared, windows.get(i));
        }
        String hidden = norm(model.in("norm"), x);
        @Nullable ModuleGraph repeated = tied ? table : null;
        String logits = Modules.head(graph.in("lm_head"), repeated, hidden, vocabulary, width);
        return graph.end(Modules.softCap(graph, logits, logitCap), true, vocabulary);
    }

    private Map<Integer, String> masks(ModuleGraph graph, String positions) {
        Map<Integer, String> masks = new HashMap<>();
        for (int window : windows) {
            masks.computeIfAbsent(window, size -> Masks.causal(graph, positions, size));
        }
        return masks;
    }

    private String block(ModuleGraph block, String x, Shared shared, int window) {
        String mask = shared.masks.getOrDefault(window, "");
        String attended =
                attended(
                        block.in("self_attn"),
                        norm(block.in("input_layernorm"), x),
                        shared.angles,
                        mask);
        if (variant.normsResults()) {
            attended = norm(block.in("post_attention_layernorm"), attended);
        }
        String between = block.add(x, attended);
        String before =
                variant.normsResults() ? "pre_feedforward_layernorm" : "post_attention_layernorm";
        String computed = mlp(block.in("mlp"), norm(block.in(before), between));
        if (variant.normsResults()) {
            computed = norm(block.in("post_feedforward_layernorm"), computed);
        }
        return block.add(between, computed);
    }

    private String norm(ModuleGraph graph, String x) {
        return Modules.rmsNorm(graph, x, width, epsilon, variant.normOffset());
    }

    private String attended(ModuleGraph graph, String x, Rotary.Angles angles, String mask) {
        List<String> parts = projections(graph, x);
        String queries = headNorm(graph, "q_norm", attention.queries(graph, parts.get(0)));
        String keys = headNorm(graph, "k_norm", attention.keys(graph, parts.get(1)));
        String context =
                attention.context(
                        graph,
                        rotary.turned(graph, queries, angles, attention.width()),
                        rotary.turned(graph, keys, angles, attention.width()),
                        attention.keys(graph, parts.get(2)),
                        mask);
        return Modules.linear(
                graph.in("o_proj"), context, attention.queryWidth(), width, outputBias);
    }

    /** Queries, keys and values. */
    private List<String> projections(ModuleGraph graph, String x) {
        long queryWidth = attention.queryWidth();
        long keyWidth = attention.keyWidth();
        if (variant.isFused()) {
            long all = queryWidth + 2 * keyWidth;
            String fused = Modules.linear(graph.in("qkv_proj"), x, width, all, false);
            return graph.split(fused, queryWidth, keyWidth, keyWidth);
        }
        return List.of(
                Modules.linear(graph.in("q_proj"), x, width, queryWidth, queryBias),
                Modules.linear(graph.in("k_proj"), x, width, keyWidth, queryBias),
                Modules.linear(graph.in("v_proj"), x, width, keyWidth, queryBias));
    }

    private String headNorm(ModuleGraph graph, String name, String x) {
        return variant.normsHeads()
                ? Modules.rmsNorm(graph.in(name), x, attention.width(), epsilon, 0)
                : x;
    }

    private String mlp(ModuleGraph graph, String x) {
        List<String> parts = gateAndUp(graph, x);
        String gated = graph.mul(activation.of(parts.get(0), graph), parts.get(1));
        return Modules.linear(graph.in("down_proj"), gated, inner, width, innerBias);
    }

    private List<String> gateAndUp(ModuleGraph graph, String x) {
        if (variant.isFused()) {
            String fused = Modules.linear(graph.in("gate_up_proj"), x, width, 2L * inner, false);
            return graph.split(fused, inner, inner);
        }
        return List.of(
                Modules.linear(graph.in("gate_proj"), x, width, inner, innerBias),
                Modules.linear(graph.in("up_proj"), x, width, inner, innerBias));
    }
}
