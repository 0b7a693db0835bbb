package org.espalier.model.safetensors;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Shape;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON at the head of a safetensors file, checked: every tensor's type, shape and place are
 * sound, and the tensors fill the data without an overlap or a hole.
 *
 * @param entries in the order of their data
 * @param metadata free text by key
 */
record Header(List<Entry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
            new TypeReference<>() {};
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    /**
     * Where a tensor lies.
     *
     * @param begin first byte, counted from the end of the header
     * @param end byte after the last
     */
    record Entry(String name, ElementType type, Shape shape, long begin, long end) {}

    private record Stated(
            @Nullable String dtype,
            long @Nullable [] shape,
            @JsonProperty("data_offsets") long @Nullable [] offsets) {}

    /**
     * Reads and checks a header.
     *
     * @param dataBytes bytes that follow it in the file
     * @throws UserFacingException if it is not sound; the message is a clause about the file
     */
    static Header parse(byte[] json, long dataBytes) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unsound("its header is no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(METADATA)) {
                    metadata.putAll(parser.readValueAs(TEXTS));
                } else {
                    entries.add(entry(name, parser.readValueAs(Stated.class)));
                }
            }
            if (parser.nextToken() != null) {
                throw unsound("something follows its header's JSON object");
            }
        } catch (JacksonException e) {
            throw unsound("its header is no sound JSON (%s)".formatted(e.getOriginalMessage()));
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkPlaces(entries, dataBytes);
        return new Header(
                Collections.unmodifiableList(entries), Collections.unmodifiableMap(metadata));
    }

    private static Entry entry(String name, @Nullable Stated stated) {
        if (stated == null
                || stated.dtype == null
                || stated.shape == null
                || stated.offsets == null
                || stated.offsets.length != 2) {
            throw unsound(
                    "the tensor \"%s\" lacks its dtype, shape or two data_offsets".formatted(name));
        }
        ElementType type = ElementType.named(stated.dtype);
        if (type == null) {
            throw unsound(
                    "the tensor \"%s\" has the unknown type %s".formatted(name, stated.dtype));
        }
        Entry entry =
                new Entry(
                        name,
                        type,
                        shape(name, stated.shape),
                        stated.offsets[0],
                        stated.offsets[1]);
        checkSize(entry);
        return entry;
    }

    private static Shape shape(String name, long[] dims) {
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw unsound(
                    "the tensor \"%s\" has impossible sizes (%s)".formatted(name, e.getMessage()));
        }
    }

    private static void checkSize(Entry entry) {
        if (entry.begin < 0 || entry.begin > entry.end) {
            throw unsound(
                    "the tensor \"%s\" is said to lie at bytes %,d to %,d"
                            .formatted(entry.name, entry.begin, entry.end));
        }
        long needed;
        try {
            needed = entry.type.dtype().bytes(entry.shape.count());
        } catch (ArithmeticException e) {
            throw unsound(
                    "the tensor \"%s\" claims the impossible size %s"
                            .formatted(entry.name, entry.shape));
        }
        if (needed != entry.end - entry.begin) {
            throw unsound(
                    "the tensor \"%s\" of type %s and shape %s takes %,d bytes, but is given %,d"
                            .formatted(
                                    entry.name,
                                    entry.type,
                                    entry.shape,
                                    needed,
                                    entry.end - entry.begin));
        }
    }

    private static void checkPlaces(List<Entry> entries, long dataBytes) {
        long at = 0;
        for (Entry entry : entries) {
            if (entry.begin < at) {
                throw unsound("the tensor \"%s\" overlaps another".formatted(entry.name));
            }
            if (entry.begin > at) {
                throw unsound(
                        "%,d bytes before the tensor \"%s\" belong to no tensor"
                                .formatted(entry.begin - at, entry.name));
            }
            at = entry.end;
        }
        if (at != dataBytes) {
            throw unsound(
                    "its tensors take %,d bytes, but %,d follow the header"
                            .formatted(at, dataBytes));
        }
    }

    private static UserFacingException unsound(String why) {
        return UserFacingException.badInput(why);
    }
}
