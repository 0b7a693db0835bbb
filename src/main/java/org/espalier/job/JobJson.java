package org.espalier.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jobs, their events and their results as JSON.
 *
 * <p>A sealed type says which of its records it is in {@code type}; nothing else in the text can
 * name a class. Layers are their names, numbers that are not finite are the strings {@code NaN} and
 * {@code Infinity}.
 */
public final class JobJson {
    private static final JsonMapper MAPPER = mapper().build();

    private JobJson() {}

    /** Mixed into a sealed type, says in {@code type} which of its records a value is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    public interface Typed {}

    /** The rules of this format, for packages that write more kinds of values by them. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .addMixIn(JobSpec.class, Typed.class)
                .addMixIn(JobEvent.class, Typed.class)
                .addMixIn(JobResult.class, Typed.class)
                .addMixIn(Target.class, Typed.class)
                .addMixIn(LayerId.class, Name.class);
    }

    private abstract static class Name {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Name(String name) {}

        @JsonValue
        abstract String name();
    }

    /** A spec, event, result or any record that they are made of, on one line. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UserFacingException if the text is not such a value
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw UserFacingException.badInput(
                    "This is not a %s: %s. The file was damaged or written by another version."
                            .formatted(type.getSimpleName(), e.getOriginalMessage()),
                    e);
        }
    }
}
