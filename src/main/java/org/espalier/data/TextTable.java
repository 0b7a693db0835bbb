package org.espalier.data;

import org.espalier.base.UserFacingException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A table of texts with labels and splits: TSV, CSV (RFC 4180) or JSON Lines, in UTF-8.
 *
 * <p>Columns are told by their names in the first row ({@code text}, {@code sentence} or {@code
 * gloss}; {@code label} or {@code class}; {@code split}) or, without names, by their place: text;
 * label and text; split, label and text.
 *
 * @param labels one per text; empty if there are none
 * @param splits one per text; empty if there are none
 */
record TextTable(List<String> texts, List<String> labels, List<String> splits) {
    private static final Set<String> TEXT = Set.of("text", "sentence", "gloss", "content");
    private static final Set<String> LABEL = Set.of("label", "class", "category");
    private static final Set<String> SPLIT = Set.of("split");
    private static final List<List<String>> BY_PLACE =
            List.of(List.of("text"), List.of("label", "text"), List.of("split", "label", "text"));

    /**
     * Reads a file.
     *
     * @throws UserFacingException if it is not such a table; the message names the row
     */
    static TextTable read(Path file) {
        String content = TextFile.read(file);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        List<List<String>> rows;
        if (name.endsWith(".jsonl")) {
            rows = objects(content, file);
        } else {
            rows = name.endsWith(".csv") ? commas(content, file) : tabs(content);
            if (rows.isEmpty()) {
                throw noText(file, "it is empty");
            }
            if (rows.get(0).stream().noneMatch(cell -> TEXT.contains(key(cell)))) {
                rows.add(0, byPlace(rows.get(0).size(), file));
            }
        }
        return of(rows, file);
    }

    private static TextTable of(List<List<String>> rows, Path file) {
        List<String> header = rows.get(0).stream().map(TextTable::key).toList();
        List<List<String>> body = rows.subList(1, rows.size());
        for (int row = 0; row < body.size(); row++) {
            if (body.get(row).size() != header.size()) {
                throw noText(
                        file,
                        "row %d has %d columns instead of %d"
                                .formatted(row + 1, body.get(row).size(), header.size()));
            }
        }
        if (header.stream().noneMatch(TEXT::contains) || body.isEmpty()) {
            throw noText(
                    file, "it has the columns " + header + " and %d rows".formatted(body.size()));
        }
        return new TextTable(
                column(header, body, TEXT),
                column(header, body, LABEL),
                column(header, body, SPLIT));
    }

    private static List<String> column(
            List<String> header, List<List<String>> body, Set<String> names) {
        for (int column = 0; column < header.size(); column++) {
            if (names.contains(header.get(column))) {
                int found = column;
                return body.stream().map(row -> row.get(found)).toList();
            }
        }
        return List.of();
    }

    private static List<String> byPlace(int columns, Path file) {
        if (columns > BY_PLACE.size()) {
            throw noText(file, "its first row names none of %d columns".formatted(columns));
        }
        return BY_PLACE.get(columns - 1);
    }

    private static List<List<String>> tabs(String content) {
        List<List<String>> rows = new ArrayList<>();
        content.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> rows.add(List.of(line.split("\t", -1))));
        return rows;
    }

    private static List<List<String>> commas(String content, Path file) {
        try {
            return CsvReader.rows(content);
        } catch (IllegalArgumentException e) {
            throw noText(file, String.valueOf(e.getMessage()));
        }
    }

    /** Rows of JSON objects under a first row of the keys that mean something. */
    private static List<List<String>> objects(String content, Path file) {
        List<JsonNode> objects = new ArrayList<>();
        SequencedSet<String> keys = new LinkedHashSet<>();
        for (String line : content.lines().filter(line -> !line.isBlank()).toList()) {
            JsonNode object = object(line, objects.size() + 1, file);
            object.propertyNames().stream().filter(TextTable::isKnown).forEach(keys::add);
            objects.add(object);
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.copyOf(keys)));
        for (JsonNode object : objects) {
            rows.add(
                    keys.stream()
                            .filter(object::hasNonNull)
                            .map(key -> object.get(key).asString())
                            .toList());
        }
        return rows;
    }

    private static JsonNode object(String line, int row, Path file) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw UserFacingException.badInput(
                    "Row %d of %s is not valid JSON: %s. Write one object per line."
                            .formatted(row, file, e.getOriginalMessage()),
                    e);
        }
    }

    private static boolean isKnown(String key) {
        return TEXT.contains(key(key)) || LABEL.contains(key(key)) || SPLIT.contains(key(key));
    }

    private static String key(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    private static UserFacingException noText(Path file, String what) {
        return UserFacingException.badInput(
                "%s cannot be read as a table of texts: %s. Name the columns in the first row:"
                                .formatted(file, what)
                        + " text, and if you have them label and split.");
    }
}
