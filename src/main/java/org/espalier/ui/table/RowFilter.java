package org.espalier.ui.table;

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
 * What the filter field of a table understands: words that the row contains, and conditions such as
 * {@code sparsity > 50}, {@code weights >= 2k}, {@code share > 5 %} or {@code kind = conv}. Parts
 * are joined by spaces or {@code and}; all must hold.
 *
 * @param <R> the rows
 * @param quantities what conditions can compare with a number, by name
 * @param words what conditions can look for a word in, by name
 * @param searched what words without a name are looked for in
 */
public record RowFilter<R>(
        Map<String, ToDoubleFunction<R>> quantities,
        Map<String, Function<R, String>> words,
        Function<R, String> searched) {
    private static final Pattern TOKEN = Pattern.compile("[<>!]=|[<>=]|[^\\s<>=!]+|!");
    private static final Pattern OPERATOR = Pattern.compile("[<>!]?=|[<>]|!");
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([kmg%]?)");

    /**
     * Reads a filter.
     *
     * @throws Misunderstood if a condition is not understood
     */
    Predicate<R> parse(String text) throws Misunderstood {
        return new Parser(text.toLowerCase(Locale.ROOT)).all();
    }

    /** Names that a condition can begin with. */
    String known() {
        Map<String, Object> names = new TreeMap<>(quantities);
        names.putAll(words);
        return String.join(", ", names.keySet());
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

    private static boolean isOperator(String token) {
        return OPERATOR.matcher(token).matches();
    }

    /** Goes through the parts of one filter. */
    private final class Parser {
        private final List<String> tokens;
        private int next;

        Parser(String text) {
            tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        }

        private Predicate<R> all() throws Misunderstood {
            Predicate<R> all = row -> true;
            while (next < tokens.size()) {
                String token = tokens.get(next++);
                if (isOperator(token)) {
                    throw new Misunderstood("filter.noName", token);
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

        private boolean contains(R row, String word) {
            return searched.apply(row).toLowerCase(Locale.ROOT).contains(word);
        }

        private Predicate<R> condition(String name, String operator) throws Misunderstood {
            if (next == tokens.size() || isOperator(tokens.get(next))) {
                throw new Misunderstood("filter.noValue", name + " " + operator);
            }
            String value = tokens.get(next++);
            ToDoubleFunction<R> quantity = quantities.get(name);
            Function<R, String> word = words.get(name);
            if (quantity != null) {
                double limit = number(value);
                return row -> holds(quantity.applyAsDouble(row), operator, limit);
            }
            if (word != null) {
                return comparison(word, operator, value);
            }
            throw new Misunderstood("filter.unknown", name);
        }

        private Predicate<R> comparison(Function<R, String> word, String operator, String value)
                throws Misunderstood {
            if (!operator.equals("=") && !operator.equals("!=")) {
                throw new Misunderstood("filter.noOrder", operator);
            }
            boolean wanted = operator.equals("=");
            return row -> word.apply(row).toLowerCase(Locale.ROOT).contains(value) == wanted;
        }

        private double number(String text) throws Misunderstood {
            Matcher match = NUMBER.matcher(text);
            if (!match.matches()) {
                throw new Misunderstood("filter.noNumber", text);
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
}
