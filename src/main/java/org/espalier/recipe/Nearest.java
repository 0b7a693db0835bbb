package org.espalier.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a mistyped one, or the beginning of one, probably meant. */
public final class Nearest {
    private static final int SHOWN = 3;
    private static final int WORSE = 1;

    private Nearest() {}

    /** A sentence that offers the nearest of {@code known}, nearest first. */
    public static String hint(String written, Collection<String> known) {
        if (known.isEmpty()) {
            return "Nothing is known here.";
        }
        return "Did you mean %s?".formatted(String.join(", ", names(written, known)));
    }

    /**
     * Up to three of {@code known}, nearest first, none much further than the nearest. Wildcards do
     * not count.
     */
    public static List<String> names(String written, Collection<String> known) {
        String literal = written.replace("*", "");
        int best = known.stream().mapToInt(name -> begins(literal, name)).min().orElse(0);
        return known.stream()
                .distinct()
                .filter(name -> begins(literal, name) <= best + WORSE)
                .sorted(
                        Comparator.comparingInt((String name) -> begins(literal, name))
                                .thenComparingInt(name -> edits(literal, name))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** Edits to the name or to a beginning of it as long as what was written. */
    private static int begins(String written, String name) {
        String start = name.substring(0, Math.min(name.length(), written.length()));
        return Math.min(edits(written, name), edits(written, start));
    }

    /** Levenshtein distance, upper and lower case taken as equal. */
    private static int edits(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
