package org.espalier.data;

import org.espalier.base.UserFacingException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The fields of a JSON object that stands on a line, with complaints that name the place.
 *
 * @param place such as {@code items.jsonl, line 3}
 */
record Fields(JsonNode object, String place) {
    /**
     * Reads a line.
     *
     * @throws UserFacingException if it is no JSON object
     */
    static Fields read(String line, String place) {
        try {
            JsonNode object = JsonMapper.shared().readTree(line);
            if (object.isObject()) {
                return new Fields(object, place);
            }
        } catch (JacksonException e) {
            throw UserFacingException.badInput(
                    "%s is not valid JSON: %s. Write one object per line."
                            .formatted(place, e.getOriginalMessage()),
                    e);
        }
        throw UserFacingException.badInput(
                "%s is no JSON object. Write one object per line.".formatted(place));
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    String names() {
        return String.join(", ", object.propertyNames());
    }

    String text(String key) {
        JsonNode value = value(key);
        if (!value.isString()) {
            throw wrong("\"%s\" is no text".formatted(key));
        }
        return value.asString();
    }

    /** A list of two texts or more. */
    List<String> texts(String key) {
        JsonNode value = value(key);
        List<JsonNode> items = StreamSupport.stream(value.spliterator(), false).toList();
        if (!value.isArray() || items.size() < 2 || !items.stream().allMatch(JsonNode::isString)) {
            throw wrong("\"%s\" is no list of two texts or more".formatted(key));
        }
        return items.stream().map(JsonNode::asString).toList();
    }

    Fields object(String key) {
        JsonNode value = value(key);
        if (!value.isObject()) {
            throw wrong("\"%s\" is no object".formatted(key));
        }
        return new Fields(value, place);
    }

    /** A number from 0, also spelled as text, that chooses one of several options. */
    int index(String key, int options) {
        return number(value(key))
                .filter(index -> index >= 0 && index < options)
                .orElseThrow(
                        () ->
                                wrong(
                                        "\"%s\" is %s, not a number from 0 to %d"
                                                .formatted(key, value(key), options - 1)));
    }

    /** Whether a field holds a text of a list. */
    boolean isOneOf(String key, List<String> list) {
        return value(key).isString() && list.contains(value(key).asString());
    }

    /** The place in a list of the text that a field holds. */
    int indexIn(String key, List<String> list) {
        int index = list.indexOf(value(key).asString(""));
        if (index < 0) {
            throw wrong(
                    "\"%s\" is %s, none of %s".formatted(key, value(key), String.join(", ", list)));
        }
        return index;
    }

    private static Optional<Integer> number(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value.asBoolean() ? 1 : 0);
        }
        String text = value.asString("");
        return text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private JsonNode value(String key) {
        if (!has(key)) {
            throw wrong("\"%s\" is missing".formatted(key));
        }
        return object.get(key);
    }

    UserFacingException wrong(String what) {
        return UserFacingException.badInput(
                "%s: %s. Correct the line, or leave it out.".formatted(place, what));
    }
}
