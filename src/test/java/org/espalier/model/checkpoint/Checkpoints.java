package org.espalier.model.checkpoint;

import org.espalier.data.Npz;
import org.espalier.model.Network;

import java.nio.file.Path;

/** The small random checkpoints of all architectures, for tests. */
public final class Checkpoints {
    private static final Path ALL = Path.of("src/test/resources/checkpoints");

    private Checkpoints() {}

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
