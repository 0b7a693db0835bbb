package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Running text, tokenized as a whole and cut into windows of equally many tokens, one after the
 * other; what is left at the end belongs to none.
 */
final class TokenWindows implements Dataset {
    private static final String IDS = "input_ids";

    private final String name;
    private final long[] tokens;
    private final int window;
    private final List<ValueInfo> inputs;
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
        this.inputs = network.inputs();
        if (inputs.stream().noneMatch(input -> input.name().equals(IDS))) {
            throw UserFacingException.badInput(
                    "%s is running text, but the model takes %s. Choose data that suit the model."
                            .formatted(file, InputNames.describe(inputs)));
        }
        String text = read(file);
        tokens = TextTokenizer.uncut(tokenizer).encode(List.of(text))[0].getIds();
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
            throw unreadable(tokenizer, e);
        }
    }

    private static String read(Path file) {
        try (InputStream stored = Files.newInputStream(file);
                InputStream text =
                        name(file).endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw UserFacingException.badInput(
                    "%s is not UTF-8 text. Save it as UTF-8.".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UserFacingException unreadable(Path file, IOException e) {
        return UserFacingException.failed(
                "Could not read %s: %s.".formatted(file, e.getMessage()), e);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
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
        Map<String, Tensor> batch = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            DType dtype = input.dtype();
            batch.put(
                    input.name(),
                    Tensor.of(Shape.of(indices.length, window), values(input.name(), indices))
                            .cast(dtype == null ? DType.INT64 : dtype));
        }
        return new Batch(batch, new int[0]);
    }

    private long[] values(String input, int[] indices) {
        long[] values = new long[indices.length * window];
        for (int row = 0; row < indices.length; row++) {
            fill(input, indices[row], values, row * window);
        }
        return values;
    }

    private void fill(String input, int index, long[] values, int from) {
        switch (input) {
            case IDS -> System.arraycopy(tokens, index * window, values, from, window);
            case "attention_mask" -> Arrays.fill(values, from, from + window, 1);
            case "position_ids" -> IntStream.range(0, window).forEach(i -> values[from + i] = i);
            case "token_type_ids" -> {}
            default ->
                    throw UserFacingException.badInput(
                            "%s is running text, but the model also takes \"%s\". Choose data that suit the model."
                                    .formatted(name, input));
        }
    }
}
