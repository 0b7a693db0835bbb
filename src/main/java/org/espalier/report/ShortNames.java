package org.espalier.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names made to fit into little room. */
final class ShortNames {
    private ShortNames() {}

    /** The name, or its beginning and an ellipsis. */
    static String cut(String name, int letters) {
        return name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
    }

    /**
     * The name in at most {@code letters}: whole if it fits, else its segments shortened to their
     * numbers ({@code stage1.0.conv2} to {@code 1.0.2}), else the end of that.
     */
    static String fitting(String name, int letters) {
        if (name.length() <= letters) {
            return name;
        }
        String terse =
                Arrays.stream(name.split("[./]"))
                        .map(ShortNames::terse)
                        .collect(Collectors.joining("."));
        int cut = terse.length() - Math.max(1, letters - 1);
        return terse.length() <= letters ? terse : "…" + terse.substring(cut);
    }

    private static String terse(String segment) {
        int digits = segment.length();
        while (digits > 0 && Character.isDigit(segment.charAt(digits - 1))) {
            digits--;
        }
        return digits < segment.length()
                ? segment.substring(digits)
                : segment.substring(0, Math.min(2, segment.length()));
    }
}
