package org.espalier.data;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import org.espalier.base.UserFacingException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A {@code tokenizer.json} of Hugging Face: cuts text into the numbered pieces that a model knows.
 *
 * <p>Texts are cut off at {@link #MAX_LENGTH} tokens, unless they are to stay whole. The file's own
 * padding is switched off: a batch is as long as its longest text.
 */
final class TextTokenizer {
    /** Most tokens per text, special ones included. */
    static final int MAX_LENGTH = 128;

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final long padding;

    /**
     * Loads a tokenizer that cuts texts off.
     *
     * @throws UserFacingException if the file is not a tokenizer
     */
    TextTokenizer(Path file) {
        this(file, Map.of("truncation", "true", "maxLength", Integer.toString(MAX_LENGTH)));
    }

    /** One that leaves texts as long as they are. */
    static TextTokenizer uncut(Path file) {
        return new TextTokenizer(file, Map.of("truncation", "false"));
    }

    private TextTokenizer(Path file, Map<String, String> truncation) {
        Map<String, String> options = new HashMap<>(truncation);
        options.put("padding", "false");
        this.file = file;
        try {
            padding = JsonMapper.shared().readTree(file).path("padding").path("pad_id").asLong(0);
            tokenizer = HuggingFaceTokenizer.newInstance(file, options);
        } catch (IOException | RuntimeException e) {
            throw UserFacingException.badInput(
                    "%s is not a tokenizer: %s. Take the tokenizer.json that was published with the model."
                            .formatted(file, reason(e)),
                    e);
        }
    }

    /** Tokens of each text, not padded. */
    Encoding[] encode(List<String> texts) {
        return tokenizer.batchEncode(texts, true, false);
    }

    /** Tokens of each text as numbers. */
    List<long[]> ids(List<String> texts) {
        return Arrays.stream(encode(texts)).map(Encoding::getIds).toList();
    }

    /** Tokens of one text of any length as numbers. */
    long[] idsOfLongText(String text) {
        return new LongText(tokenizer).ids(text);
    }

    /** Tokens of a text without the special ones that a tokenizer adds. */
    long[] plainIds(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    /** The token that begins a text, or else the one that ends it, if the file beside says so. */
    OptionalLong beginning() {
        return named("bos_token", "eos_token");
    }

    /** The token that ends a text, if the file beside says so. */
    OptionalLong ending() {
        return named("eos_token");
    }

    private OptionalLong named(String... keys) {
        JsonNode config = config();
        return Stream.of(keys)
                .map(config::path)
                .map(token -> token.path("content").asString(token.asString("")))
                .filter(token -> !token.isEmpty())
                .mapToLong(token -> plainIds(token)[0])
                .findFirst();
    }

    /** The text of tokens without the special ones. */
    String decode(long[] tokens) {
        return tokenizer.decode(tokens, true);
    }

    private JsonNode config() {
        Path config = file.resolveSibling("tokenizer_config.json");
        try {
            return Files.exists(config)
                    ? JsonMapper.shared().readTree(config)
                    : MissingNode.getInstance();
        } catch (JacksonException e) {
            throw UserFacingException.badInput(
                    "%s cannot be read: %s. Take the file that was published with the model."
                            .formatted(config, reason(e)),
                    e);
        }
    }

    /** The token that fills short rows of a batch. */
    long padding() {
        return padding;
    }

    private static String reason(Exception e) {
        return e instanceof JacksonException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
    }
}
