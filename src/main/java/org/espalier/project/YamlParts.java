package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.measure.Estimate;
import org.espalier.recipe.YamlNode;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;
import org.espalier.recipe.YamlText;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Pieces of YAML that a project's files share. */
final class YamlParts {
    /** Lines that a literal block keeps as they are: the first not indented, the last ended. */
    private static final Pattern BLOCK =
            Pattern.compile("[!-~][ -~]*\\n([ -~]*\\n)*+(?<=[!-~]\\n)");

    private YamlParts() {}

    // ---- reading

    static YamlNode required(Mapping mapping, String key) {
        return mapping.find(key)
                .map(Entry::value)
                .orElseThrow(() -> mapping.place().error("\"%s:\" is missing.".formatted(key)));
    }

    static @Nullable String text(Mapping mapping, String key) {
        return mapping.find(key).map(entry -> entry.value().text("\"" + key + "\"")).orElse(null);
    }

    /** A text of any length, such as a recipe. */
    static String wholeText(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.text();
        }
        throw node.place().error("A recipe is kept as text. Write | behind its name.");
    }

    /** A whole number; 0 if the key is not there. */
    static long number(Mapping mapping, String key, long max) {
        Entry entry = mapping.find(key).orElse(null);
        if (entry == null) {
            return 0;
        }
        try {
            long value = Long.parseLong(entry.value().text("\"" + key + "\""));
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw entry.value().place().error("\"%s\" must be a whole number.".formatted(key));
        }
        throw entry.value().place().error("\"%s\" must be from 0 up to %d.".formatted(key, max));
    }

    /** The goals under "goals"; none if the key is not there. */
    static Goals goals(Mapping root) {
        return root.find("goals").map(entry -> goals(entry.value())).orElse(Goals.NONE);
    }

    private static Goals goals(YamlNode node) {
        Mapping mapping = node.mapping("\"goals\"");
        mapping.allow(List.of("bytes", "milliseconds", "accuracy"));
        Long bytes =
                mapping.find("bytes").isPresent()
                        ? (Long) number(mapping, "bytes", Long.MAX_VALUE)
                        : null;
        Double millis = fraction(mapping, "milliseconds");
        Double accuracy = fraction(mapping, "accuracy");
        try {
            return new Goals(bytes, millis, accuracy);
        } catch (UserFacingException e) {
            throw node.place().error(e.getMessage());
        }
    }

    /** A number with its interval under a key; null if the key is not there. */
    static @Nullable Estimate estimate(Mapping root, String key) {
        Entry entry = root.find(key).orElse(null);
        if (entry == null) {
            return null;
        }
        Mapping parts = entry.value().mapping("\"" + key + "\"");
        parts.allow(List.of("value", "low", "high"));
        return new Estimate(present(parts, "value"), present(parts, "low"), present(parts, "high"));
    }

    private static double present(Mapping mapping, String key) {
        required(mapping, key);
        return Objects.requireNonNull(fraction(mapping, key));
    }

    private static @Nullable Double fraction(Mapping mapping, String key) {
        Entry entry = mapping.find(key).orElse(null);
        if (entry == null) {
            return null;
        }
        try {
            return Double.valueOf(entry.value().text("\"" + key + "\""));
        } catch (NumberFormatException e) {
            throw entry.value().place().error("\"%s\" must be a number.".formatted(key));
        }
    }

    // ---- writing

    /** The line of goals; empty if there are none. */
    static String line(Goals goals) {
        List<String> parts = new ArrayList<>();
        if (goals.largestBytes() != null) {
            parts.add("bytes: " + goals.largestBytes());
        }
        if (goals.highestMillis() != null) {
            parts.add("milliseconds: " + goals.highestMillis());
        }
        if (goals.leastAccuracy() != null) {
            parts.add("accuracy: " + goals.leastAccuracy());
        }
        return parts.isEmpty() ? "" : "goals: " + flow(parts) + "\n";
    }

    /** The line of a number with its interval. */
    static String line(String key, Estimate estimate) {
        List<String> parts =
                List.of(
                        "value: " + estimate.value(),
                        "low: " + estimate.low(),
                        "high: " + estimate.high());
        return key + ": " + flow(parts) + "\n";
    }

    /** A key and a text, as a block of lines where that keeps it as it is. */
    static String block(String indent, String key, String text) {
        StringBuilder out = new StringBuilder(indent).append(YamlText.scalar(key)).append(": ");
        if (!BLOCK.matcher(text).matches()) {
            return out.append(YamlText.scalar(text)).append('\n').toString();
        }
        out.append("|\n");
        text.lines()
                .forEach(
                        line ->
                                out.append(line.isEmpty() ? "" : indent + "  ")
                                        .append(line)
                                        .append('\n'));
        return out.toString();
    }

    static String flow(List<String> parts) {
        return "{" + String.join(", ", parts) + "}";
    }
}
