package org.espalier.data;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import org.espalier.base.UserFacingException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code tokenizer.json} of Hugging Face: cuts text into the numbered pieces that a model knows.
 *
 * <p>Texts are cut off at {@link #MAX_LENGTH} tokens, unless they are to stay whole. The file's own
 * padding is switched off: a batch is as long as its longest text.
 */
final class TextTokenizer {
    /** Most tokens per text, special ones included. */
    static final int MAX_LENGTH = 128;

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
