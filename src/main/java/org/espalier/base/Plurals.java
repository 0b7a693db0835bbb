package org.espalier.base;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nouns that agree with their numbers. */
public final class Plurals {
    private static final Pattern PART =
            Pattern.compile("%%|%(?:(\\d+)\\$)?s|\\{([^|{}]*)\\|([^|{}]*)}");

    private Plurals() {}

    /** A count with its noun, whose plural ends in s: {@code 1 layer}, {@code 2,048 layers}. */
    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /**
     * Fills the {@code %s} of a text. Of the words in braces behind one of them, {@code %s
     * {layer|layers}}, the first stay if its value is spelled 1, else the second.
     */
    public static String fill(String text, Object... arguments) {
        Matcher part = PART.matcher(text);
        StringBuilder out = new StringBuilder();
        int next = 0;
        Object value = "";
        while (part.find()) {
            String replacement = part.group();
            if (part.group(2) != null) {
                replacement = part.group("1".equals(Objects.toString(value)) ? 2 : 3);
            } else if (!replacement.equals("%%")) {
                int index = part.group(1) == null ? next++ : Integer.parseInt(part.group(1)) - 1;
                value = arguments[index];
            }
            part.appendReplacement(out, Matcher.quoteReplacement(replacement));
        }
        return part.appendTail(out).toString().formatted(arguments);
    }
}
