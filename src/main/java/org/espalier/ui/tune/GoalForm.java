package org.espalier.ui.tune;

import org.espalier.base.UserFacingException;
import org.espalier.project.Goals;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goals as the user types them; an empty field is no goal.
 *
 * @param size in MB unless another unit is given
 * @param latency in ms
 * @param accuracy in percent
 */
record GoalForm(String size, String latency, String accuracy) {
    private static final Pattern NUMBER = Pattern.compile("(\\d*[.,]?\\d+)\\s*([A-Za-z%]*)");

    /** The goals in the form. */
    static GoalForm of(Goals goals) {
        Double highest = goals.highestMillis();
        return new GoalForm(
                goals.largestBytes() == null ? "" : plain(goals.largestBytes() / 1e6),
                highest == null ? "" : plain(highest),
                goals.leastAccuracy() == null ? "" : plain(goals.leastAccuracy() * 100));
    }

    private static String plain(double value) {
        return new BigDecimal(String.format(Locale.ROOT, "%.6f", value))
                .stripTrailingZeros()
                .toPlainString();
    }

    /**
     * The goals that were typed.
     *
     * @throws UserFacingException if one is no number, or cannot be met by any model
     */
    Goals goals(Texts texts) {
        Double megabytes = number(size, "mb", texts);
        Double percent = number(accuracy, "%", texts);
        return new Goals(
                megabytes == null ? null : Math.round(megabytes * 1e6),
                number(latency, "ms", texts),
                percent == null ? null : percent / 100);
    }

    private static @Nullable Double number(String text, String unit, Texts texts) {
        if (text.isBlank()) {
            return null;
        }
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) {
            throw UserFacingException.badInput(texts.get("goals.notNumber", text, unit));
        }
        double value = Double.parseDouble(matcher.group(1).replace(',', '.'));
        return value * factor(matcher.group(2).toLowerCase(Locale.ROOT), unit, text, texts);
    }

    private static double factor(String given, String unit, String text, Texts texts) {
        if (given.isEmpty() || given.equals(unit)) {
            return 1;
        }
        return switch (unit + " " + given) {
            case "mb kb" -> 1e-3;
            case "mb gb", "ms s" -> 1e3;
            default -> throw UserFacingException.badInput(texts.get("goals.notNumber", text, unit));
        };
    }
}
