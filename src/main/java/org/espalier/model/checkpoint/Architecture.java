package org.espalier.model.checkpoint;

import org.espalier.model.Graph;

import java.util.List;

/** How the modules of one family of architectures become the nodes of a graph. */
interface Architecture {
    /** Begins the names of the base model's modules; files may leave it out. */
    String prefix();

    /**
     * Writes the whole model from {@code input_ids} to {@code logits}.
     *
     * @param graph empty, over the checkpoint's tensors
     * @throws org.espalier.base.UserFacingException if a tensor is missing or of another shape
     */
    Graph write(ModuleGraph graph);

    /**
     * The architecture that a configuration names.
     *
     * @throws org.espalier.base.UserFacingException if it is not known, or has a key whose value or
     *     meaning is not
     */
    static Architecture of(Config config) {
        return switch (config.text("model_type")) {
            case "llama" -> new LlamaFamily(LlamaVariant.LLAMA, decoder(config, "Llama"));
            case "mistral" -> new LlamaFamily(LlamaVariant.MISTRAL, decoder(config, "Mistral"));
            case "qwen2" -> new LlamaFamily(LlamaVariant.QWEN2, decoder(config, "Qwen2"));
            case "qwen3" -> new LlamaFamily(LlamaVariant.QWEN3, decoder(config, "Qwen3"));
            case "phi3" -> new LlamaFamily(LlamaVariant.PHI3, decoder(config, "Phi3"));
            case "gemma2" -> new LlamaFamily(LlamaVariant.GEMMA2, decoder(config, "Gemma2"));
            case "gpt2" -> new Gpt2Family(decoder(config, "GPT2"));
            case "opt" -> new OptFamily(decoder(config, "OPT"));
            case "gpt_neox" -> new NeoxFamily(decoder(config, "GPTNeoX"));
            case "bloom" -> new BloomFamily(decoder(config, "Bloom"));
            case "bert" -> new BertFamily(false, classifier(config, "Bert"));
            case "roberta" -> new BertFamily(true, classifier(config, "Roberta"));
            case "distilbert" -> new DistilBertFamily(classifier(config, "DistilBert"));
            default ->
                    throw config.refused("model_type", "names an architecture that is not known");
        };
    }

    private static Config decoder(Config config, String name) {
        return headed(config, name + "ForCausalLM", name + "LMHeadModel", name + "Model");
    }

    private static Config classifier(Config config, String name) {
        return headed(config, name + "ForSequenceClassification");
    }

    /** Checks what the model is made for. */
    private static Config headed(Config config, String... names) {
        List<String> stated = config.texts("architectures");
        if (!stated.isEmpty() && stated.stream().noneMatch(List.of(names)::contains)) {
            throw config.refused(
                    "architectures", "names a head that is not known; %s is".formatted(names[0]));
        }
        return config;
    }
}
