package org.espalier.model.checkpoint;

import org.espalier.data.Npz;
import org.espalier.model.Network;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The small random checkpoints of all architectures, for tests. */
public final class Checkpoints {
    private static final Path ALL = Path.of("src/test/resources/checkpoints");

    private Checkpoints() {}

    /** The names of all, for tests with parameters. */
    public static List<String> all() {
        return Stream.concat(decoders().stream(), Stream.of("bert", "roberta", "distilbert"))
                .toList();
    }

    /** The names of those that write texts. */
    public static List<String> decoders() {
        return List.of(
                "llama",
                "llama-bias",
                "llama-rope3",
                "mistral",
                "qwen2",
                "qwen3",
                "phi3",
                "gemma2",
                "gpt2",
                "opt",
                "opt-post-norm",
                "gpt-neox",
                "gpt-neox-serial",
                "bloom");
    }

    /** The folder of one. */
    public static Path folder(String name) {
        return ALL.resolve(name);
    }

    /** Opens one. */
    public static Network network(String name) {
        return CheckpointReader.read(folder(name));
    }

    /** Inputs and logits of one, as transformers computes them. */
    public static Npz reference(String name) {
        return Npz.read(folder(name).resolve("reference.npz"));
    }
}
