package org.espalier.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.model.Dim;
import org.espalier.model.Layers;
import org.espalier.model.ModelSummary;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CheckpointReaderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "llama|{'model_type':'falcon'}|model_type",
                "llama|{'model_type':7}|model_type",
                "llama|{'architectures':['LlamaForTokenClassification']}|architectures",
                "bert|{'architectures':['BertForMaskedLM']}|architectures",
                "llama|{'rope_scaling':{'rope_type':'yarn','factor':4.0}}|rope_scaling.rope_type",
                "llama|{'rope_scaling':{'type':'dynamic','factor':4.0}}|rope_scaling.type",
                "llama|{'rope_scaling':{'rope_type':'linear','factor':4.0,'x':1}}|rope_scaling.x",
                "llama|{'rope_scaling':{'rope_type':'llama3','factor':4.0}}|low_freq_factor",
                "llama|{'rope_scaling':{'rope_type':'linear'}}|rope_scaling.factor",
                "llama|{'rope_scaling':'linear'}|rope_scaling",
                "llama|{'partial_rotary_factor':0.1}|turns 0 of 8",
                "llama|{'sliding_window':8}|sliding_window",
                "llama|{'quantization_config':{'bits':4}}|quantization_config",
                "llama|{'hidden_act':'xielu'}|hidden_act",
                "llama|{'attention_bias':'yes'}|attention_bias",
                "llama|{'attention_bias':true}|q_proj.bias",
                "llama|{'num_attention_heads':0}|num_attention_heads",
                "llama|{'num_key_value_heads':3}|num_key_value_heads",
                "llama|{'hidden_size':3.5}|hidden_size",
                "llama|{'head_dim':2147483647}|head_dim",
                "llama|{'num_hidden_layers':99999999999}|num_hidden_layers",
                "llama|{'hidden_size':64}|model.embed_tokens.weight",
                "llama|{'num_hidden_layers':3}|model.layers.2",
                "llama|{'num_hidden_layers':1}|model.layers.1",
                "llama|{'tie_word_embeddings':true}|tie_word_embeddings",
                "mistral|{'attention_bias':true}|attention_bias",
                "qwen2|{'layer_types':['full_attention','chunked']}|layer_types",
                "qwen2|{'layer_types':['full_attention']}|layer_types",
                "qwen3|{'layer_types':['full_attention','sliding_attention']}|layer_types",
                "gemma2|{'use_bidirectional_attention':true}|use_bidirectional_attention",
                "gpt2|{'activation_function':'mish'}|activation_function",
                "gpt2|{'add_cross_attention':true}|add_cross_attention",
                "opt|{'layer_norm_elementwise_affine':false}|layer_norm_elementwise_affine",
                "gpt-neox|{'rope_scaling':{'type':'su'}}|rope_scaling.type",
                "bert|{'position_embedding_type':'relative_key'}|position_embedding_type",
                "bert|{'is_decoder':true}|is_decoder",
                "roberta|{'hidden_act':'silu2'}|hidden_act",
                "distilbert|{'activation':'tanhshrink'}|activation",
            })
    void whatIsNotUnderstoodIsRefusedByName(String name, String keys, String named) {
        Path made = new Variant(name).with(keys).write(folder.resolve("made"));
        assertRefused(made, named);
    }

    @Test
    void aTensorWithoutAPlaceIsRefused() {
        Tensor extra = Tensor.of(Shape.of(8), new float[8]);
        Path made =
                new Variant("llama")
                        .tensors(t -> t.put("model.layers.0.self_attn.q_norm.weight", extra))
                        .write(folder.resolve("made"));
        assertRefused(made, "model.layers.0.self_attn.q_norm.weight");
    }

    @Test
    void aTensorOfWholeNumbersIsRefused() {
        Path made =
                new Variant("llama")
                        .tensors(t -> t.replaceAll((n, x) -> Tensor.zeros(DType.INT8, x.shape())))
                        .write(folder.resolve("made"));
        assertRefused(made, "INT8");
    }

    @Test
    void aConfigurationThatIsNoJsonIsRefused() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": ");
        assertRefused(folder, "no sound JSON");
        Files.writeString(folder.resolve("config.json"), "[]");
        assertRefused(folder, "no JSON object");
        Files.writeString(folder.resolve("config.json"), "{}");
        assertRefused(folder, "model_type");
    }

    @Test
    void batchAndLengthAreFree() {
        List<Dim> free = List.of(new Dim.Symbol("batch"), new Dim.Symbol("length"));
        assertEquals(
                List.of(new ValueInfo("input_ids", DType.INT64, free)),
                Checkpoints.network("llama").inputs());
        assertEquals(
                List.of("input_ids", "attention_mask", "token_type_ids"),
                Checkpoints.network("bert").inputs().stream().map(ValueInfo::name).toList());
        assertEquals(
                List.of("input_ids", "attention_mask"),
                Checkpoints.network("roberta").inputs().stream().map(ValueInfo::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "llama,15",
        "llama-bias,15",
        "phi3,9",
        "gemma2,15",
        "gpt2,9",
        "opt-post-norm,15",
        "bloom,9",
        "gpt-neox,9",
        "bert,14",
        "roberta,14",
        "distilbert,14"
    })
    void eachLinearModuleIsALayer(String name, int count) {
        Network network = Checkpoints.network(name);
        List<String> names = Layers.of(network).stream().map(layer -> layer.id().name()).toList();
        assertEquals(count, names.size(), names.toString());
        for (String module : names) {
            boolean tied = module.equals("lm_head");
            assertTrue(tied || network.weights().containsKey(module + ".weight"), module);
        }
    }

    @Test
    void theParametersAreThoseOfTheFile() {
        assertEquals(29664, ModelSummary.of(Checkpoints.network("mistral")).parameters());
    }

    @Test
    void aLargeCheckpointOpensWithoutHeap() throws IOException {
        Path large = folder.resolve("large");
        SparseLlama.write(large, 32, 4096, 11008, 32000);
        long before = allocated();
        Network network = CheckpointReader.read(large);
        long taken = allocated() - before;
        assertEquals(225, Layers.of(network).size());
        assertTrue(network.weight("lm_head.weight").data().isMapped());
        assertTrue(taken < 100_000_000, taken + " bytes of heap");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static void assertRefused(Path folder, String named) {
        String message =
                assertThrows(UserFacingException.class, () -> CheckpointReader.read(folder))
                        .getMessage();
        assertTrue(message.contains(named), message);
        assertTrue(message.startsWith("Could not open " + folder), message);
    }
}
