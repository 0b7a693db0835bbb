package org.espalier.model.checkpoint;

import org.espalier.model.Graph;

import java.util.List;

/**
 * BERT and RoBERTa as classifiers of texts. RoBERTa counts positions from the padding token on,
 * skips padding, and has a head of its own.
 */
final class BertFamily implements Architecture {
    private static final List<String> MODULES =
            List.of(
                    "attention.self.query",
                    "attention.self.key",
                    "attention.self.value",
                    "attention.output.dense",
                    "attention.output.LayerNorm",
                    "intermediate.dense",
                    "output.dense",
                    "output.LayerNorm");
    private static final String DEFAULTS =
            """
            {"vocab_size": 30522, "hidden_size": 768, "num_hidden_layers": 12,
             "num_attention_heads": 12, "intermediate_size": 3072, "hidden_act": "gelu",
             "max_position_embeddings": 512, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
             "position_embedding_type": "absolute", "pad_token_id": 0}
            """;
    private static final String ROBERTA_DEFAULTS =
            DEFAULTS.replace("30522", "50265")
                    .replace("\"pad_token_id\": 0", "\"pad_token_id\": 1");

    private final boolean roberta;
    private final int vocabulary;
    private final int width;
    private final int positions;
    private final int segments;
    private final int blocks;
    private final long padding;
    private final EncoderBlock block;

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    BertFamily(boolean roberta, Config stated) {
        Config config = stated.withDefaults(roberta ? ROBERTA_DEFAULTS : DEFAULTS);
        this.roberta = roberta;
        this.vocabulary = config.count("vocab_size");
        this.width = config.count("hidden_size");
        this.positions = config.count("max_position_embeddings");
        this.segments = config.count("type_vocab_size");
        this.blocks = config.count("num_hidden_layers");
        this.padding = (long) config.number("pad_token_id");
        int heads = config.count("num_attention_heads");
        this.block =
                new EncoderBlock(
                        width,
                        config.count("intermediate_size"),
                        config.number("layer_norm_eps"),
                        Activation.of(config, "hidden_act"),
                        Attention.plain(heads, width / heads),
                        MODULES);
        if (!config.text("position_embedding_type").equals("absolute")) {
            throw config.refused("position_embedding_type", "names positions that are not known");
        }
        config.requireUnderstood();
    }

    @Override
    public String prefix() {
        return roberta ? "roberta." : "bert.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in(roberta ? "roberta" : "bert");
        String ids = graph.input("input_ids");
        String mask = Masks.padding(model, graph.input("attention_mask"));
        String x = embedded(graph, model.in("embeddings"), ids);
        for (int i = 0; i < blocks; i++) {
            x = block.write(model.in("encoder.layer." + i), x, mask);
        }
        String first = Modules.first(model, x);
        ModuleGraph dense = roberta ? graph.in("classifier.dense") : model.in("pooler.dense");
        String pooled = dense.op("Tanh", Modules.linear(dense, first, width, width, true));
        ModuleGraph head = graph.in(roberta ? "classifier.out_proj" : "classifier");
        long classes = head.size("bias");
        return graph.end(Modules.linear(head, pooled, width, classes, true), false, classes);
    }

    private String embedded(ModuleGraph graph, ModuleGraph model, String ids) {
        String words = Modules.embedding(model.in("word_embeddings"), ids, vocabulary, width);
        String segment = segments > 1 ? graph.input("token_type_ids") : graph.integer(0);
        String types =
                Modules.embedding(model.in("token_type_embeddings"), segment, segments, width);
        String at = roberta ? fromPadding(model, ids) : Modules.positions(model, ids);
        String places = Modules.embedding(model.in("position_embeddings"), at, positions, width);
        String sum = model.add(model.add(words, types), places);
        return Modules.layerNorm(model.in("LayerNorm"), sum, width, block.epsilon());
    }

    /** Words are counted from the padding's number on; padding has that number itself. */
    private String fromPadding(ModuleGraph graph, String ids) {
        String pad = graph.integer(padding);
        String word = graph.toInteger(graph.op("Not", graph.op("Equal", ids, pad)));
        String count = graph.op("CumSum", word, graph.integer(1));
        return graph.add(graph.mul(count, word), pad);
    }
}
