package org.espalier.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.recipe.YamlNode.Entry;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads YAML into nodes that know their places. Tags make no objects, anchors and aliases are
 * refused, and a key may stand only once.
 */
public final class YamlReader {
    private final YAMLParser parser;

    private YamlReader(YAMLParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one document.
     *
     * @throws UserFacingException if the text is not YAML; the message has the line and the column
     */
    public static YamlNode read(String text) {
        try (YAMLParser parser =
                (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            YamlReader reader = new YamlReader(parser);
            if (parser.nextToken() == null) {
                throw new Place(1, 1).error("The file is empty.");
            }
            YamlNode root = reader.node();
            if (parser.nextToken() != null) {
                throw reader.place().error("A second document begins. Keep one in a file.");
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place =
                    at == null || at.getLineNr() < 1
                            ? new Place(1, 1)
                            : new Place(at.getLineNr(), Math.max(1, at.getColumnNr()));
            throw place.error(
                    "This is not YAML: "
                            + problem(String.valueOf(e.getOriginalMessage()))
                            + ". Check the indentation and the quotes there.");
        }
    }

    /** The line that says what is wrong, among those that say where and in what. */
    private static String problem(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .filter(line -> !line.startsWith("while "))
                .findFirst()
                .orElse("something is missing");
    }

    private YamlNode node() {
        if (parser.isCurrentAlias()) {
            throw place().error("Aliases (*name) are not read here. Repeat the value.");
        }
        return switch (parser.currentToken()) {
            case JsonToken.START_OBJECT -> mapping();
            case JsonToken.START_ARRAY -> sequence();
            case JsonToken.VALUE_NULL -> new YamlNode.Scalar(place(), "");
            default -> new YamlNode.Scalar(place(), parser.getString());
        };
    }

    private YamlNode mapping() {
        Place place = place();
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place at = place();
            String key = parser.currentName();
            if (!keys.add(key)) {
                throw at.error("\"%s\" stands here twice. Remove one.".formatted(key));
            }
            parser.nextToken();
            entries.add(new Entry(at, key, node()));
        }
        return new YamlNode.Mapping(place, entries);
    }

    private YamlNode sequence() {
        Place place = place();
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new YamlNode.Sequence(place, items);
    }

    private Place place() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }
}
