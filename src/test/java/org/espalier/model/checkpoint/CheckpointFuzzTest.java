package org.espalier.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Damaged files give a network or a sentence, nothing else. */
class CheckpointFuzzTest {
    private static final int ROUNDS = 300;

    /** Length, and most of the header of the small checkpoints. */
    private static final int HEAD = 3000;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"llama/model.safetensors", "gpt2/config.json", "llama-rope3/config.json"})
    void flippedBytesAreNoSurprise(String damaged) throws IOException {
        Path source = Checkpoints.folder(damaged);
        copy(source.resolveSibling("config.json"));
        copy(source.resolveSibling("model.safetensors"));
        byte[] whole = Files.readAllBytes(source);
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i <= round % 3; i++) {
                bytes[random.nextInt(Math.min(HEAD, bytes.length))] = (byte) random.nextInt(256);
            }
            open(source, bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama/model.safetensors", "llama/config.json"})
    void filesThatBreakOffAreRefused(String damaged) throws IOException {
        Path source = Checkpoints.folder(damaged);
        copy(source.resolveSibling("config.json"));
        copy(source.resolveSibling("model.safetensors"));
        byte[] whole = Files.readAllBytes(source);
        for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 60) {
            assertFalse(open(source, Arrays.copyOf(whole, length)), "first " + length);
        }
    }

    private void copy(Path file) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    private boolean open(Path damaged, byte[] bytes) throws IOException {
        // A new file each time: the bytes of a mapped one must not change under its tensors.
        Path file = folder.resolve(damaged.getFileName());
        Files.delete(file);
        Files.write(file, bytes);
        try {
            CheckpointReader.read(folder);
            return true;
        } catch (UserFacingException e) {
            assertTrue(e.getMessage().startsWith("Could not open "), e.getMessage());
            return false;
        }
    }
}
