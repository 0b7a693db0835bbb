package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.model.checkpoint.Variant;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Checkpoints as they are found in the wild compute what those of current releases do. */
class CheckpointVariantsTest {
    private static final Engine ENGINE = new OrtEngineFactory().create(Device.CPU, 1);

    @TempDir Path folder;

    @Test
    void gpt2OfTheHubHasNoPrefixAndCarriesMasks() {
        assertSameLogits(
                "gpt2",
                new Variant("gpt2")
                        .renamed(name -> name.replaceFirst("^transformer\\.", ""))
                        .with("{'n_ctx':64,'task_specific_params':{'a':{'max_length':50}}}")
                        .tensors(
                                all -> {
                                    buffer(all, "h.0.attn.bias", DType.UINT8, 1, 1, 64, 64);
                                    buffer(all, "h.1.attn.masked_bias", DType.FLOAT32);
                                }));
    }

    @Test
    void bloomOfTheHubHasNoPrefixAndOlderKeys() {
        assertSameLogits(
                "bloom",
                new Variant("bloom")
                        .renamed(name -> name.replaceFirst("^transformer\\.", ""))
                        .config(
                                keys -> {
                                    keys.remove("hidden_size");
                                    keys.remove("n_head");
                                })
                        .with(
                                "{'n_embed':32,'num_attention_heads':4,'n_inner':null,"
                                    + "'attention_softmax_in_fp32':true,'skip_bias_add':true,"
                                    + "'bias_dropout_fusion':true,'offset_alibi':100,"
                                    + "'masked_softmax_fusion':true,'skip_bias_add_qkv':false}"));
    }

    @Test
    void pythiaHasOlderKeysAndCarriesMasks() {
        assertSameLogits(
                "gpt-neox",
                new Variant("gpt-neox")
                        .config(
                                keys -> {
                                    keys.remove("rope_theta");
                                    keys.remove("partial_rotary_factor");
                                    keys.remove("attention_bias");
                                })
                        .with("{'rotary_pct':0.25,'rotary_emb_base':10000}")
                        .tensors(
                                all -> {
                                    String at = "gpt_neox.layers.0.attention.";
                                    buffer(all, at + "bias", DType.BOOL, 1, 1, 64, 64);
                                    buffer(all, at + "masked_bias", DType.FLOAT32);
                                    buffer(all, at + "rotary_emb.inv_freq", DType.FLOAT32, 1);
                                }));
    }

    @Test
    void oldBertSaysGammaAndBeta() {
        assertSameLogits(
                "bert",
                new Variant("bert")
                        .renamed(
                                name ->
                                        name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                                .replace("LayerNorm.bias", "LayerNorm.beta"))
                        .tensors(
                                all ->
                                        buffer(
                                                all,
                                                "bert.embeddings.position_ids",
                                                DType.INT64,
                                                1,
                                                64)));
    }

    @Test
    void oldRobertaKeepsAPoolerThatNothingReads() {
        assertSameLogits(
                "roberta",
                new Variant("roberta")
                        .tensors(
                                all -> {
                                    String at = "roberta.pooler.dense.";
                                    buffer(all, at + "weight", DType.FLOAT32, 32, 32);
                                    buffer(all, at + "bias", DType.FLOAT32, 32);
                                }));
    }

    @Test
    void gemma2OfTheHubSaysItsWindowTwice() {
        assertSameLogits(
                "gemma2",
                new Variant("gemma2")
                        .config(keys -> keys.remove("layer_types"))
                        .with(
                                "{'sliding_window_size':8,'hidden_act':'gelu_pytorch_tanh',"
                                        + "'cache_implementation':'hybrid'}"));
    }

    @Test
    void aTiedHeadMayBeThereTwice() {
        assertSameLogits(
                "qwen2",
                new Variant("qwen2")
                        .tensors(
                                all ->
                                        all.put(
                                                "lm_head.weight",
                                                Objects.requireNonNull(
                                                        all.get("model.embed_tokens.weight")))));
    }

    @Test
    void keysThatAreMissingTakeTheArchitecturesDefaults() {
        assertSameLogits(
                "llama",
                new Variant("llama")
                        .config(
                                keys -> {
                                    keys.remove("rope_theta");
                                    keys.remove("rope_scaling");
                                    keys.remove("attention_bias");
                                    keys.remove("mlp_bias");
                                    keys.remove("head_dim");
                                    keys.remove("rms_norm_eps");
                                    keys.remove("hidden_act");
                                }));
    }

    @Test
    void unusedKeysOfOtherToolsChangeNothing() {
        assertSameLogits(
                "llama",
                new Variant("llama")
                        .with(
                                "{'_name_or_path':'x','auto_map':{'a':'b'},'unsloth_version':'1',"
                                        + "'attn_pdrop':0.1,'position_embedding_type':null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-rope3", "gpt2", "bloom", "roberta", "gemma2"})
    void theOnnxExportComputesTheSame(String name) {
        Path file = folder.resolve("model.onnx");
        ModelFile.write(Checkpoints.network(name), file);
        assertLogits(ModelFile.read(file), Checkpoints.reference(name));
    }

    private static void buffer(Map<String, Tensor> all, String name, DType type, long... dims) {
        all.put(name, Tensor.zeros(type, Shape.of(dims)));
    }

    private void assertSameLogits(String reference, Variant variant) {
        Network network = ModelFile.read(variant.write(folder.resolve("made")));
        assertLogits(network, Checkpoints.reference(reference));
    }

    private static void assertLogits(Network network, Npz reference) {
        try (Session session = ENGINE.open(Program.whole(network))) {
            Tensor logits = Outputs.value(session.run(reference.arrays()), "logits");
            assertEquals(0, Outputs.distance(reference.array("logits"), logits), 1e-4);
        }
    }
}
