package org.espalier.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** How numbers are written for people, the same on every screen, in every figure and report. */
public final class Numbers {
    private static final String MINUS = "\u2212";
    private static final String NO_BREAK = "\u00a0";
    private static final Pattern BEFORE_UNIT =
            Pattern.compile("(?<=\\d) (?=(?:%|pp|m?s|[KMG]B?)(?!\\w))");

    private Numbers() {}

    /** A share as {@code 61.8 %}. */
    public static String percent(double share) {
        return fixed(share * 100, 1) + " %";
    }

    /** A share as {@code 62 %}. */
    public static String wholePercent(double share) {
        return fixed(share * 100, 0) + " %";
    }

    /** A difference of shares as {@code +1.2 pp} or {@code −1.2 pp} (percentage points). */
    public static String points(double difference) {
        return signed(difference * 100, 1) + " pp";
    }

    /** With its sign, {@code decimals} digits behind the point; nothing is ever {@code −0}. */
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return value > 0 && !text.equals(fixed(0, decimals)) ? "+" + text : text;
    }

    /** A whole number with its thousands apart: {@code 36,864}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace("-", MINUS);
    }

    /** A large number in three digits: {@code 1.8 M}. */
    public static String compact(double value) {
        if (value >= 1e9) {
            return three(value / 1e9) + " G";
        }
        if (value >= 1e6) {
            return three(value / 1e6) + " M";
        }
        return value >= 1e3 ? three(value / 1e3) + " K" : fixed(value, 0);
    }

    /** Bytes in powers of 1000: {@code 0.47 MB}. */
    public static String bytes(double bytes) {
        if (bytes >= 1e9) {
            return three(bytes / 1e9) + " GB";
        }
        return bytes >= 1e5 ? three(bytes / 1e6) + " MB" : three(bytes / 1e3) + " KB";
    }

    /** Milliseconds: {@code 0.91 ms}. */
    public static String millis(double ms) {
        return three(ms) + " ms";
    }

    /**
     * The same text with no-break spaces between numbers and their units, for where lines wrap;
     * files and terminals keep the plain ones.
     */
    public static String unbroken(String text) {
        return BEFORE_UNIT.matcher(text).replaceAll(NO_BREAK);
    }

    /** A ratio: {@code 2.3×}. */
    public static String factor(double ratio) {
        return fixed(ratio, ratio < 10 ? 1 : 0) + "×";
    }

    /** Seconds as {@code 0:42} or {@code 1:02:03}. */
    public static String clock(double seconds) {
        long s = Math.round(seconds);
        return s < 3600
                ? "%d:%02d".formatted(s / 60, s % 60)
                : "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
    }

    /** Three significant digits at most: {@code 0.47}, {@code 4.7}, {@code 47}. */
    public static String three(double value) {
        double size = Math.abs(value);
        return fixed(value, size < 9.95 ? 2 : size < 99.5 ? 1 : 0);
    }

    /** This many digits behind the point, with a true minus sign. */
    public static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? text.replace("-", "") : text.replace("-", MINUS);
    }
}
