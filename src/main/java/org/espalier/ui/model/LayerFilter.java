package org.espalier.ui.model;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the filter field of the layer table understands: words that the name or the kind contains,
 * and conditions such as {@code sparsity > 50} or {@code weights >= 2k}. All must hold.
 */
final class LayerFilter {
    private static final Pattern CONDITION =
            Pattern.compile("(?i)\\b([a-z]+)\\s*(>=|<=|>|<|=)\\s*([0-9]*\\.?[0-9]+)\\s*([kmg%]?)");

    private LayerFilter() {}

    /** Reads a filter; text that is no condition is words. */
    static Predicate<LayerRow> parse(String text) {
        Matcher conditions = CONDITION.matcher(text);
        List<Predicate<LayerRow>> parts =
                conditions.results().map(match -> condition(match.group())).toList();
        String words = conditions.replaceAll(" ").toLowerCase(Locale.ROOT).strip();
        return Stream.concat(parts.stream(), words.isEmpty() ? Stream.of() : words(words))
                .reduce(row -> true, Predicate::and);
    }

    private static Stream<Predicate<LayerRow>> words(String words) {
        return Stream.of(words.split("\\s+")).map(word -> row -> contains(row, word));
    }

    private static boolean contains(LayerRow row, String word) {
        return (row.name() + " " + row.kind() + " " + row.pattern())
                .toLowerCase(Locale.ROOT)
                .contains(word);
    }

    private static Predicate<LayerRow> condition(String text) {
        Matcher match = CONDITION.matcher(text);
        if (!match.matches()) {
            return row -> true;
        }
        ToDoubleFunction<LayerRow> quantity = quantity(match.group(1).toLowerCase(Locale.ROOT));
        double limit = Double.parseDouble(match.group(3)) * unit(match.group(4));
        return row -> holds(quantity.applyAsDouble(row), match.group(2), limit);
    }

    private static ToDoubleFunction<LayerRow> quantity(String name) {
        return switch (name) {
            case "sparsity", "zeros" -> row -> row.zeros() * 100;
            case "share" -> row -> row.share() * 100;
            case "weights" -> LayerRow::weights;
            case "macs" -> LayerRow::macs;
            case "in" -> row -> row.layer().inChannels();
            case "out" -> row -> row.layer().outFeatures();
            default -> row -> Double.NaN;
        };
    }

    private static double unit(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "k" -> 1e3;
            case "m" -> 1e6;
            case "g" -> 1e9;
            default -> 1;
        };
    }

    private static boolean holds(double value, String operator, double limit) {
        return switch (operator) {
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            default -> value == limit;
        };
    }
}
