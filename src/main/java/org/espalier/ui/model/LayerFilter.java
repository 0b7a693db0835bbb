package org.espalier.ui.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the filter field of the layer table understands: words that the name, the kind or the
 * pattern contains, and conditions such as {@code sparsity > 50}, {@code weights >= 2k}, {@code
 * share > 5 %} or {@code kind = conv}. Parts are joined by spaces or {@code and}; all must hold.
 */
final class LayerFilter {
    private static final Pattern TOKEN = Pattern.compile("[<>!]=|[<>=]|[^\\s<>=!]+|!");
    private static final Pattern OPERATOR = Pattern.compile("[<>!]?=|[<>]|!");
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([kmg%]?)");
    private static final Map<String, ToDoubleFunction<LayerRow>> QUANTITIES =
            Map.of(
                    "sparsity", row -> row.zeros() * 100,
                    "zeros", row -> row.zeros() * 100,
                    "share", row -> row.share() * 100,
                    "weights", LayerRow::weights,
                    "macs", LayerRow::macs,
                    "in", row -> row.layer().inChannels(),
                    "out", row -> row.layer().outFeatures(),
                    "rms", LayerRow::inputRms,
                    "dead", row -> row.inputs() == null ? Double.NaN : row.deadInputs());
    private static final Map<String, Function<LayerRow, String>> WORDS =
            Map.of(
                    "name", LayerRow::name,
                    "kind", LayerRow::kind,
                    "pattern", LayerRow::pattern);

    private final List<String> tokens;
    private int next;

    private LayerFilter(String text) {
        tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /**
     * What is wrong with a filter.
     *
     * @param key of a sentence with a place for {@code what} and one for what is known
     * @param what the part that is not understood
     */
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;
        private final String key;
        private final String what;

        Misunderstood(String key, String what) {
            super(key + ": " + what);
            this.key = key;
            this.what = what;
        }

        String key() {
            return key;
        }

        String what() {
            return what;
        }
    }

    /** Names that a condition can begin with. */
    static String known() {
        Map<String, Object> names = new TreeMap<>(QUANTITIES);
        names.putAll(WORDS);
        return String.join(", ", names.keySet());
    }

    /**
     * Reads a filter.
     *
     * @throws Misunderstood if a condition is not understood
     */
    static Predicate<LayerRow> parse(String text) throws Misunderstood {
        return new LayerFilter(text.toLowerCase(Locale.ROOT)).all();
    }

    private Predicate<LayerRow> all() throws Misunderstood {
        Predicate<LayerRow> all = row -> true;
        while (next < tokens.size()) {
            String token = tokens.get(next++);
            if (isOperator(token)) {
                throw new Misunderstood("model.filter.noName", token);
            }
            String operator = next < tokens.size() ? tokens.get(next) : "";
            if (isOperator(operator)) {
                next++;
                all = all.and(condition(token, operator));
            } else if (!token.equals("and")) {
                all = all.and(row -> contains(row, token));
            }
        }
        return all;
    }

    private static boolean isOperator(String token) {
        return OPERATOR.matcher(token).matches();
    }

    private static boolean contains(LayerRow row, String word) {
        String text = row.name() + " " + row.kind() + " " + row.pattern();
        return text.toLowerCase(Locale.ROOT).contains(word);
    }

    private Predicate<LayerRow> condition(String name, String operator) throws Misunderstood {
        if (next == tokens.size() || isOperator(tokens.get(next))) {
            throw new Misunderstood("model.filter.noValue", name + " " + operator);
        }
        String value = tokens.get(next++);
        ToDoubleFunction<LayerRow> quantity = QUANTITIES.get(name);
        Function<LayerRow, String> word = WORDS.get(name);
        if (quantity != null) {
            double limit = number(value);
            return row -> holds(quantity.applyAsDouble(row), operator, limit);
        }
        if (word != null) {
            return comparison(word, operator, value);
        }
        throw new Misunderstood("model.filter.unknown", name);
    }

    private static Predicate<LayerRow> comparison(
            Function<LayerRow, String> word, String operator, String value) throws Misunderstood {
        if (!operator.equals("=") && !operator.equals("!=")) {
            throw new Misunderstood("model.filter.noOrder", operator);
        }
        boolean wanted = operator.equals("=");
        return row -> word.apply(row).toLowerCase(Locale.ROOT).contains(value) == wanted;
    }

    private double number(String text) throws Misunderstood {
        Matcher match = NUMBER.matcher(text);
        if (!match.matches()) {
            throw new Misunderstood("model.filter.noNumber", text);
        }
        String after = next < tokens.size() ? tokens.get(next) : "";
        String unit = match.group(2);
        if (unit.isEmpty() && after.matches("[kmg%]")) {
            unit = after;
            next++;
        }
        return Double.parseDouble(match.group(1)) * factor(unit);
    }

    private static double factor(String unit) {
        return switch (unit) {
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
            case "=" -> value == limit;
            default -> value != limit;
        };
    }
}
