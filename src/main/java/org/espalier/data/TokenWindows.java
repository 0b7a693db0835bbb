package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Running text, tokenized as a whole and cut into windows of equally many tokens, one after the
 * other; what is left at the end belongs to none.
 */
final class TokenWindows implements Dataset {
    private final String name;
    private final long[] tokens;
    private final int window;
    private final TokenInputs inputs;
    private final String fingerprint;

    /**
     * Reads and tokenizes a file, {@code .gz} unpacked.
     *
     * @param window tokens
     * @throws UserFacingException if it is no UTF-8 text or shorter than one window, or the model
     *     reads no tokens
     */
    TokenWindows(Path file, Path tokenizer, Network network, int window) {
        this.name = file.getFileName().toString();
        this.window = window;
        this.inputs = new TokenInputs(network);
        String text = TextFile.read(file);
        tokens = TextTokenizer.uncut(tokenizer).idsOfLongText(text);
        if (tokens.length < window) {
            throw UserFacingException.badInput(
                    "%s has %d tokens, fewer than one window of %d. Choose a longer text or a smaller --window."
                            .formatted(file, tokens.length, window));
        }
        fingerprint = sum(tokenizer, text);
    }

    private String sum(Path tokenizer, String text) {
        try {
            return new Fingerprint().add(tokenizer).add(window).add(text).hex();
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s: %s.".formatted(tokenizer, e.getMessage()), e);
        }
    }

    @Override
    public String name() {
        return "%s, windows of %d tokens".formatted(name, window);
    }

    @Override
    public int size() {
        return tokens.length / window;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Batch batch(int[] indices) {
        List<long[]> rows =
                Arrays.stream(indices)
                        .mapToObj(i -> Arrays.copyOfRange(tokens, i * window, (i + 1) * window))
                        .toList();
        return new Batch(inputs.of(rows), new int[0]);
    }
}
