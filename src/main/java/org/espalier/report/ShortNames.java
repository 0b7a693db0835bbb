package org.espalier.report;

import java.util.Arrays;
import java.util.List;
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
                Arrays.stream(segments(name))
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

    /**
     * The name in at most {@code letters}: whole if it fits, else as many of its first segments,
     * shortened to their numbers, as do ({@code stage2.0.shortcut.conv} to {@code 2.0.sh}).
     */
    static String beginning(String name, int letters) {
        if (name.length() <= letters) {
            return name;
        }
        String terse = "";
        for (String segment : segments(name)) {
            String longer = terse.isEmpty() ? terse(segment) : terse + "." + terse(segment);
            if (longer.length() > letters) {
                return terse;
            }
            terse = longer;
        }
        return terse;
    }

    /** The names without the segments that all begin with. */
    static List<String> distinctive(List<String> names) {
        int common = names.size() < 2 ? 0 : commonSegments(names);
        return names.stream().map(name -> behind(name, common)).toList();
    }

    private static int commonSegments(List<String> names) {
        String[] first = segments(names.getFirst());
        int common = first.length;
        for (String name : names) {
            String[] other = segments(name);
            int longest = Math.min(common, Math.min(first.length, other.length) - 1);
            common = 0;
            while (common < longest && other[common].equals(first[common])) {
                common++;
            }
        }
        return common;
    }

    private static String behind(String name, int segments) {
        int from = 0;
        for (int i = 0; i < segments; i++) {
            from += segments(name.substring(from))[0].length() + 1;
        }
        return name.substring(from);
    }

    /**
     * The name in at most {@code letters}, its last segment readable: words between its numbers and
     * its end shrink to two letters ({@code 0.attention.self.query} to {@code 0.at.self.query}).
     */
    static String ending(String name, int letters) {
        String[] segments = segments(name);
        for (int i = 0; i < segments.length - 1; i++) {
            String joined = String.join(".", segments);
            if (joined.length() <= letters) {
                return joined;
            }
            segments[i] = terse(segments[i]);
        }
        String joined = String.join(".", segments);
        return joined.length() <= letters
                ? joined
                : "…" + joined.substring(joined.length() - letters + 1);
    }

    private static String[] segments(String name) {
        return name.split("[./]");
    }
}
