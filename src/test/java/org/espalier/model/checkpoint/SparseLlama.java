package org.espalier.model.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Llama's tensors in fp16, all zeros, in a file whose zeros take no disk. */
public final class SparseLlama {
    private final StringBuilder header = new StringBuilder("{");
    private long at;

    private SparseLlama() {}

    /** Writes a folder of 32 attention heads and separate tables of words. */
    public static void write(Path into, int blocks, long width, long inner, long words)
            throws IOException {
        Files.createDirectories(into);
        Files.writeString(
                into.resolve("config.json"),
                """
                {"model_type":"llama","tie_word_embeddings":false,"num_attention_heads":32,
                 "num_hidden_layers":%d,"hidden_size":%d,"intermediate_size":%d,"vocab_size":%d}
                """
                        .formatted(blocks, width, inner, words));
        SparseLlama llama = new SparseLlama();
        llama.put("model.embed_tokens", words, width);
        for (int i = 0; i < blocks; i++) {
            llama.block("model.layers." + i + ".", width, inner);
        }
        llama.put("model.norm", width);
        llama.put("lm_head", words, width);
        llama.write(into.resolve("model.safetensors"));
    }

    private void block(String name, long width, long inner) {
        for (String square : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
            put(name + "self_attn." + square, width, width);
        }
        put(name + "mlp.gate_proj", inner, width);
        put(name + "mlp.up_proj", inner, width);
        put(name + "mlp.down_proj", width, inner);
        put(name + "input_layernorm", width);
        put(name + "post_attention_layernorm", width);
    }

    private void put(String module, Long... dims) {
        long bytes = 2 * List.of(dims).stream().reduce(1L, (a, b) -> a * b);
        header.append(header.length() == 1 ? "" : ",")
                .append(
                        "\"%s.weight\":{\"dtype\":\"F16\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                                .formatted(module, List.of(dims), at, at + bytes));
        at += bytes;
    }

    private void write(Path path) throws IOException {
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.writeLong(Long.reverseBytes(json.length));
            file.write(json);
            file.setLength(8 + json.length + at);
        }
    }
}
