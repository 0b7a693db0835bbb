package org.espalier.data;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How lm-evaluation-harness cleans the texts of HellaSwag, which are partly from WikiHow with its
 * marks of headings and steps. White space and letters are Python's.
 */
final class HellaSwagText {
    private static final Pattern BRACKETS = Pattern.compile("\\[.*?\\]", Pattern.UNIX_LINES);
    private static final String NOT_WHITE_IN_JAVA = "\u0085\u00a0\u2007\u202f";

    private HellaSwagText() {}

    /** Without space at the ends, marks in brackets and double spaces. */
    static String clean(String text) {
        String marked = strip(text).replace(" [title]", ". ");
        return BRACKETS.matcher(marked).replaceAll("").replace("  ", " ");
    }

    /** The first letter in title case, all others small. */
    static String capitalized(String text) {
        int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        return text.substring(0, first)
                        .codePoints()
                        .map(Character::toTitleCase)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    static String strip(String text) {
        int start = 0;
        int end = end(text);
        while (start < end && isWhite(text.charAt(start))) {
            start++;
        }
        return text.substring(start, end);
    }

    /** Where the white space at the end begins. */
    static int end(String text) {
        int end = text.length();
        while (end > 0 && isWhite(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || NOT_WHITE_IN_JAVA.indexOf(c) >= 0;
    }
}
