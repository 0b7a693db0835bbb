package org.espalier.recipe;

import org.espalier.base.UserFacingException;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a YAML document that knows where it stands, so that whoever reads it can complain
 * about a line and a column.
 */
public sealed interface YamlNode {
    /** Where it begins. */
    Place place();

    /** What a complaint calls it. */
    String kind();

    /** A plain or quoted value; null is the empty text. */
    record Scalar(Place place, String text) implements YamlNode {
        @Override
        public String kind() {
            return text.isEmpty() ? "nothing" : "a single value";
        }
    }

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys and values, in the file's order, no key twice. */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {
        /** The entry of a key. */
        public Optional<Entry> find(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /**
         * Refuses keys that mean nothing here.
         *
         * @throws UserFacingException naming the key, its place and the nearest key that is known
         */
        public void allow(List<String> known) {
            for (Entry entry : entries) {
                if (!known.contains(entry.key())) {
                    throw entry.place()
                            .error(
                                    "\"%s\" means nothing here. %s"
                                            .formatted(
                                                    entry.key(), Nearest.hint(entry.key(), known)));
                }
            }
        }

        @Override
        public String kind() {
            return "keys with values";
        }
    }

    /** A key and its value. */
    record Entry(Place place, String key, YamlNode value) {}

    /** This node as a mapping. */
    default Mapping mapping(String what) {
        if (this instanceof Mapping mapping) {
            return mapping;
        }
        throw place().error("%s must be keys with values, not %s.".formatted(what, kind()));
    }

    /** This node as a list. */
    default List<YamlNode> items(String what) {
        if (this instanceof Sequence sequence) {
            return sequence.items();
        }
        throw place().error("%s must be a list such as [a, b], not %s.".formatted(what, kind()));
    }

    /** This node as a value that is not empty. */
    default String text(String what) {
        if (this instanceof Scalar scalar && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        throw place().error("%s must be a single value, not %s.".formatted(what, kind()));
    }
}
