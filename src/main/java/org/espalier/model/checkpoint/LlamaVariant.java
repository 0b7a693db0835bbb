package org.espalier.model.checkpoint;

/** The architectures of the Llama family, with what their configurations say by default. */
enum LlamaVariant {
    LLAMA(
            """
            {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008,
             "num_hidden_layers": 32, "num_attention_heads": 32, "hidden_act": "silu",
             "rms_norm_eps": 1e-6, "tie_word_embeddings": false, "rope_theta": 10000.0,
             "attention_bias": false, "mlp_bias": false}
            """),
    MISTRAL(
            """
            {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 14336,
             "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
             "hidden_act": "silu", "rms_norm_eps": 1e-6, "tie_word_embeddings": false,
             "rope_theta": 10000.0, "sliding_window": 4096}
            """),
    QWEN2(
            """
            {"vocab_size": 151936, "hidden_size": 4096, "intermediate_size": 22016,
             "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 32,
             "hidden_act": "silu", "rms_norm_eps": 1e-6, "tie_word_embeddings": false,
             "rope_theta": 10000.0, "use_sliding_window": false, "sliding_window": 4096,
             "max_window_layers": 28}
            """),
    QWEN3(
            """
            {"vocab_size": 151936, "hidden_size": 4096, "intermediate_size": 22016,
             "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 32,
             "head_dim": 128, "hidden_act": "silu", "rms_norm_eps": 1e-6,
             "tie_word_embeddings": false, "rope_theta": 10000.0, "attention_bias": false,
             "use_sliding_window": false, "sliding_window": 4096, "max_window_layers": 28}
            """),
    PHI3(
            """
            {"vocab_size": 32064, "hidden_size": 3072, "intermediate_size": 8192,
             "num_hidden_layers": 32, "num_attention_heads": 32, "hidden_act": "silu",
             "rms_norm_eps": 1e-5, "tie_word_embeddings": false, "rope_theta": 10000.0}
            """),
    GEMMA2(
            """
            {"vocab_size": 256000, "hidden_size": 2304, "intermediate_size": 9216,
             "num_hidden_layers": 26, "num_attention_heads": 8, "num_key_value_heads": 4,
             "head_dim": 256, "hidden_activation": "gelu_pytorch_tanh", "rms_norm_eps": 1e-6,
             "tie_word_embeddings": true, "rope_theta": 10000.0, "attention_bias": false,
             "query_pre_attn_scalar": 256, "sliding_window": 4096,
             "attn_logit_softcapping": 50.0, "final_logit_softcapping": 30.0}
            """);

    private final String defaults;

    LlamaVariant(String defaults) {
        this.defaults = defaults;
    }

    /** What a configuration of this architecture says by default, as JSON. */
    String defaults() {
        return defaults;
    }

    /** The function of the MLP's gate. */
    Activation activation(Config config) {
        if (isGemma()) {
            config.ignore("hidden_act", "sliding_window_size");
        }
        return Activation.of(config, isGemma() ? "hidden_activation" : "hidden_act");
    }

    /** Whether scores and logits are bounded, and embeddings and scores scaled, as in Gemma 2. */
    boolean isGemma() {
        return this == GEMMA2;
    }

    /** What is added to the weights of norms. */
    double normOffset() {
        return this == GEMMA2 ? 1 : 0;
    }

    /** Whether queries, keys and values have biases. */
    boolean queryBias(Config config) {
        return switch (this) {
            case QWEN2 -> true;
            case LLAMA, QWEN3, GEMMA2 -> config.flag("attention_bias");
            case MISTRAL, PHI3 -> false;
        };
    }

    /** Whether the projection behind the attention has a bias. */
    boolean outputBias(Config config) {
        return this != QWEN2 && queryBias(config);
    }

    /** Whether the layers of the MLP have biases. */
    boolean innerBias(Config config) {
        return this == LLAMA && config.flag("mlp_bias");
    }

    /** Whether one tensor holds queries, keys and values, and one gate and up. */
    boolean isFused() {
        return this == PHI3;
    }

    /** Whether the queries and keys of each head are normalized. */
    boolean normsHeads() {
        return this == QWEN3;
    }

    /** Whether norms stand behind attention and MLP too, as in Gemma 2. */
    boolean normsResults() {
        return this == GEMMA2;
    }
}
