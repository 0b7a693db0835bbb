package org.espalier.model.checkpoint;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A checkpoint's {@code config.json}, read strictly.
 *
 * <p>A value is asked for by the names that releases gave its key; the architecture's defaults
 * stand for keys that are missing or null. Whoever has read all that it knows calls {@link
 * #requireUnderstood}: a key that was not read, but by its name changes what the model computes, is
 * refused rather than guessed at.
 */
final class Config {
    /** Far above any model's, and small enough for sums and products of a few. */
    private static final int MOST_COUNT = 1 << 24;

    private static final long MOST_BYTES = 10_000_000;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Words in the keys by which releases of transformers switch what is computed. */
    private static final Pattern COMPUTES =
            Pattern.compile(
                    ".*(rope|rotary|window|bias|cap|alibi|(^|_)act(_|$)|activation|multiplier|quant"
                            + "|expert|moe|norm|scal|mup|residual|layer_types|position|sparse"
                            + "|clip_qkv|chunk|bidirectional|cross_attention|is_decoder).*");

    /** Keys with such words, or of their own, that change nothing in inference. */
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "_.*|.*dropout.*|.*pdrop.*|summary_.*|pooler_.*|label2id|id2label"
                        + "|attention_softmax_in_fp32|masked_softmax_fusion|skip_bias_add.*"
                        + "|max_window_layers|(original_)?max_position_embeddings|n_positions|n_ctx");

    private final String where;
    private final String prefix;
    private final JsonNode root;
    private final @Nullable Config defaults;
    private final Set<String> read = new HashSet<>();

    private Config(String where, String prefix, JsonNode root, @Nullable Config defaults) {
        this.where = where;
        this.prefix = prefix;
        this.root = root;
        this.defaults = defaults;
    }

    /**
     * Reads the file.
     *
     * @throws UserFacingException if it is not there or no JSON object
     */
    static Config read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw UserFacingException.badInput(
                        "%s has more than %,d bytes. It is no checkpoint's configuration."
                                .formatted(file, MOST_BYTES));
            }
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw UserFacingException.badInput(
                        "%s is no JSON object. Download it again.".formatted(file));
            }
            return new Config(file.toString(), "", root, null);
        } catch (NoSuchFileException e) {
            throw UserFacingException.badInput(
                    "There is no %s. Open the folder that holds a checkpoint's config.json."
                            .formatted(file),
                    e);
        } catch (JacksonException e) {
            throw UserFacingException.badInput(
                    "%s is no sound JSON: %s. Download it again."
                            .formatted(file, e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read %s: %s. Check that you may read it.".formatted(file, e), e);
        }
    }

    /** The same configuration, where a key that is missing or null has the value in this JSON. */
    Config withDefaults(String json) {
        Config known = new Config("the defaults", "", MAPPER.readTree(json), null);
        return new Config(where, prefix, root, known);
    }

    /** Whether a key is there and not null. */
    boolean has(String key) {
        JsonNode value = root.get(key);
        return value != null && !value.isNull();
    }

    private @Nullable JsonNode value(String... names) {
        read.addAll(Arrays.asList(names));
        return Arrays.stream(names)
                .filter(this::has)
                .findFirst()
                .map(root::get)
                .orElseGet(() -> defaults == null ? null : defaults.value(names));
    }

    private JsonNode required(String... names) {
        JsonNode value = value(names);
        if (value == null) {
            throw UserFacingException.badInput(
                    "The key \"%s\" is missing in %s. Download the file again."
                            .formatted(prefix + names[0], where));
        }
        return value;
    }

    /** A text. */
    String text(String... names) {
        JsonNode value = required(names);
        if (!value.isString()) {
            throw wrong(names, value, "a text");
        }
        return value.stringValue();
    }

    /** A number of things, at least one. */
    int count(String... names) {
        return count(names, required(names));
    }

    /** A number of things; 0 if the configuration says null, or neither it nor the defaults do. */
    int countOrNone(String name) {
        boolean none = root.has(name) && !has(name);
        JsonNode value = value(name);
        return none || value == null ? 0 : count(new String[] {name}, value);
    }

    private int count(String[] names, JsonNode value) {
        boolean sensible = value.isIntegralNumber() && value.canConvertToInt();
        if (!sensible || value.intValue() < 1 || value.intValue() > MOST_COUNT) {
            throw wrong(names, value, "an integer from 1 to %,d".formatted(MOST_COUNT));
        }
        return value.intValue();
    }

    /** A number. */
    double number(String... names) {
        JsonNode value = required(names);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(names, value, "a number");
        }
        return value.doubleValue();
    }

    /** A number; 0 if the configuration says null, or neither it nor the defaults do. */
    double numberOrNone(String name) {
        boolean none = root.has(name) && !has(name);
        return none ? 0 : numberOr(0, name);
    }

    /** A number, or {@code fallback} if neither the configuration nor the defaults say. */
    double numberOr(double fallback, String... names) {
        return value(names) == null ? fallback : number(names);
    }

    /** A yes or no. */
    boolean flag(String... names) {
        JsonNode value = required(names);
        if (!value.isBoolean()) {
            throw wrong(names, value, "true or false");
        }
        return value.booleanValue();
    }

    /** A list of texts; empty if the key is missing. */
    List<String> texts(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.valueStream().anyMatch(item -> !item.isString())) {
            throw wrong(new String[] {name}, value, "a list of texts");
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    /** A nested object; empty if the key is missing. */
    Config nested(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            throw wrong(new String[] {name}, value, "an object");
        }
        JsonNode object = value == null ? MAPPER.createObjectNode() : value;
        return new Config(where, prefix + name + ".", object, null);
    }

    /** Whether nothing is in it. */
    boolean isEmpty() {
        return root.isEmpty();
    }

    /** Marks keys as understood that need no reading. */
    void ignore(String... names) {
        read.addAll(Arrays.asList(names));
    }

    /**
     * Checks that nothing is left unread that changes what the model computes.
     *
     * @throws UserFacingException that names the first such key
     */
    void requireUnderstood() {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            String key = entry.getKey();
            boolean computes = !prefix.isEmpty() || COMPUTES.matcher(key).matches();
            if (computes
                    && !read.contains(key)
                    && !HARMLESS.matcher(key).matches()
                    && isSet(entry.getValue())) {
                throw refused(key, "has no meaning that is understood for this architecture");
            }
        }
    }

    private static boolean isSet(JsonNode value) {
        return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    /** The error that a key's value is not understood. */
    UserFacingException refused(String key, String why) {
        return UserFacingException.badInput(
                ("The key \"%s\" (%s) in %s %s. The model would compute something else without it,"
                                + " so it is not opened. Export it to ONNX instead.")
                        .formatted(prefix + key, root.path(key), where, why));
    }

    private UserFacingException wrong(String[] names, JsonNode value, String wanted) {
        String key = Arrays.stream(names).filter(this::has).findFirst().orElse(names[0]);
        return UserFacingException.badInput(
                "The key \"%s\" in %s should be %s, but is %s. Correct it."
                        .formatted(prefix + key, where, wanted, value));
    }
}
