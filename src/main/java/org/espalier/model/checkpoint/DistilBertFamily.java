package org.espalier.model.checkpoint;

import org.espalier.model.Graph;

import java.util.List;

/** DistilBERT as a classifier of texts: BERT's block, without segments and pooler. */
final class DistilBertFamily implements Architecture {
    private static final double EPSILON = 1e-12;
    private static final List<String> MODULES =
            List.of(
                    "attention.q_lin",
                    "attention.k_lin",
                    "attention.v_lin",
                    "attention.out_lin",
                    "sa_layer_norm",
                    "ffn.lin1",
                    "ffn.lin2",
                    "output_layer_norm");
    private static final String DEFAULTS =
            """
            {"vocab_size": 30522, "max_position_embeddings": 512, "n_layers": 6, "n_heads": 12,
             "dim": 768, "hidden_dim": 3072, "activation": "gelu"}
            """;

    private final int vocabulary;
    private final int width;
    private final int positions;
    private final int blocks;
    private final EncoderBlock block;

    /**
     * Reads a configuration.
     *
     * @throws org.espalier.base.UserFacingException if it says something that is not understood
     */
    DistilBertFamily(Config stated) {
        Config config = stated.withDefaults(DEFAULTS);
        this.vocabulary = config.count("vocab_size");
        this.width = config.count("dim", "hidden_size");
        this.positions = config.count("max_position_embeddings");
        this.blocks = config.count("n_layers", "num_hidden_layers");
        int heads = config.count("n_heads", "num_attention_heads");
        this.block =
                new EncoderBlock(
                        width,
                        config.count("hidden_dim"),
                        EPSILON,
                        Activation.of(config, "activation"),
                        Attention.plain(heads, width / heads),
                        MODULES);
        config.requireUnderstood();
    }

    @Override
    public String prefix() {
        return "distilbert.";
    }

    @Override
    public Graph write(ModuleGraph graph) {
        ModuleGraph model = graph.in("distilbert");
        String ids = graph.input("input_ids");
        String mask = Masks.padding(model, graph.input("attention_mask"));
        String x = embedded(model.in("embeddings"), ids);
        for (int i = 0; i < blocks; i++) {
            x = block.write(model.in("transformer.layer." + i), x, mask);
        }
        String first = Modules.first(model, x);
        ModuleGraph dense = graph.in("pre_classifier");
        String pooled = dense.op("Relu", Modules.linear(dense, first, width, width, true));
        ModuleGraph head = graph.in("classifier");
        long classes = head.size("bias");
        return graph.end(Modules.linear(head, pooled, width, classes, true), false, classes);
    }

    private String embedded(ModuleGraph model, String ids) {
        String at = Modules.positions(model, ids);
        String sum =
                model.add(
                        Modules.embedding(model.in("word_embeddings"), ids, vocabulary, width),
                        Modules.embedding(model.in("position_embeddings"), at, positions, width));
        return Modules.layerNorm(model.in("LayerNorm"), sum, width, EPSILON);
    }
}
