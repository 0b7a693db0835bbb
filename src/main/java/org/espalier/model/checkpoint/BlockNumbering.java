package org.espalier.model.checkpoint;

import org.espalier.base.UserFacingException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How a checkpoint counts its blocks when some are gone: those behind move up, in the names of
 * tensors and in the configuration.
 *
 * @param stem what the names of all blocks begin with, such as {@code model.layers.}
 * @param kept numbers of the blocks that stay, in order
 * @param config the text of the configuration
 */
record BlockNumbering(String stem, List<Integer> kept, String config) {
    private static final Pattern BLOCK = Pattern.compile("((?:[^.]+\\.)+)(\\d+)");
    private static final List<String> COUNTS = List.of("num_hidden_layers", "n_layer", "n_layers");
    private static final String FIRST_WINDOW = "max_window_layers";
    private static final String DEPTH_SCALE = "scale_attn_by_inverse_layer_idx";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Numbers the blocks that are left.
     *
     * @param file the configuration as it was
     * @param tensors names of all tensors as they were
     * @param dropped names of the blocks that are gone, at least one
     * @throws UserFacingException if the configuration cannot say so
     */
    static BlockNumbering of(Path file, Collection<String> tensors, List<String> dropped) {
        ObjectNode config = read(file);
        Set<Integer> gone = new TreeSet<>();
        String stem = "";
        for (String block : dropped) {
            Matcher name = BLOCK.matcher(block);
            if (!name.matches()) {
                throw unnumbered(block);
            }
            stem = name.group(1);
            gone.add(Integer.parseInt(name.group(2)));
        }
        String found = found(stem, tensors);
        int count = count(config, file);
        List<Integer> kept =
                IntStream.range(0, count).filter(i -> !gone.contains(i)).boxed().toList();
        if (kept.isEmpty()) {
            throw UserFacingException.badInput(
                    "All %d blocks would be gone. Leave at least one.".formatted(count));
        }
        change(config, count, kept);
        return new BlockNumbering(found, kept, MAPPER.writeValueAsString(config));
    }

    private static ObjectNode read(Path file) {
        try {
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode config) {
                return config;
            }
            throw UserFacingException.badInput("%s is no JSON object.".formatted(file));
        } catch (IOException | JacksonException e) {
            throw UserFacingException.failed(
                    "Could not read %s again: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static UserFacingException unnumbered(String block) {
        return UserFacingException.badInput(
                "The block \"%s\" has no number, so it cannot be taken out of a checkpoint."
                        .formatted(block));
    }

    /** The stem as tensors spell it: with the base model's prefix or without. */
    private static String found(String stem, Collection<String> tensors) {
        String shorter = stem;
        while (!shorter.isEmpty()) {
            String spelling = shorter;
            if (tensors.stream().anyMatch(name -> name.startsWith(spelling))) {
                return spelling;
            }
            shorter = shorter.substring(shorter.indexOf('.') + 1);
        }
        throw unnumbered(stem);
    }

    private static int count(ObjectNode config, Path file) {
        return COUNTS.stream()
                .map(config::path)
                .filter(JsonNode::isIntegralNumber)
                .findFirst()
                .map(JsonNode::intValue)
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "%s does not say how many blocks there are, so none can be taken out. Add num_hidden_layers."
                                                .formatted(file)));
    }

    private static void change(ObjectNode config, int count, List<Integer> kept) {
        if (config.path(DEPTH_SCALE).asBoolean(false)) {
            throw UserFacingException.badInput(
                    "The key \"%s\" makes blocks depend on their number, so none can be taken out."
                            .formatted(DEPTH_SCALE));
        }
        boolean windowed = config.path("use_sliding_window").asBoolean(false);
        if (windowed && !config.has(FIRST_WINDOW) && !config.has(Windows.TYPES)) {
            throw UserFacingException.badInput(
                    "The configuration does not say from which block on windows slide, so no block can be taken out. Add %s to config.json."
                            .formatted(FIRST_WINDOW));
        }
        COUNTS.stream().filter(config::has).forEach(key -> config.put(key, kept.size()));
        if (config.path(FIRST_WINDOW).isIntegralNumber()) {
            int first = config.path(FIRST_WINDOW).intValue();
            config.put(FIRST_WINDOW, (int) kept.stream().filter(i -> i < first).count());
        }
        types(config, count)
                .ifPresent(
                        types -> {
                            ArrayNode left = config.putArray(Windows.TYPES);
                            kept.forEach(i -> left.add(types.get(i)));
                        });
    }

    /** Which kind of attention each block has, if they differ. */
    private static Optional<List<String>> types(ObjectNode config, int count) {
        if (config.path(Windows.TYPES) instanceof ArrayNode stated && stated.size() == count) {
            List<String> types = new ArrayList<>();
            stated.forEach(type -> types.add(type.asString()));
            return Optional.of(types);
        }
        return config.path("model_type").asString("").equals("gemma2")
                ? Optional.of(Windows.alternatingTypes(count))
                : Optional.empty();
    }

    /** The new name of a tensor; empty if it is gone. */
    Optional<String> name(String tensor) {
        Matcher inBlock =
                Pattern.compile(Pattern.quote(stem) + "(\\d{1,9})(\\..*)").matcher(tensor);
        if (!inBlock.matches()) {
            return Optional.of(tensor);
        }
        int number = kept.indexOf(Integer.parseInt(inBlock.group(1)));
        return number < 0 ? Optional.empty() : Optional.of(stem + number + inBlock.group(2));
    }
}
