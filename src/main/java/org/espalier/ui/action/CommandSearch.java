package org.espalier.ui.action;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds commands by words: each word of the query must be found in the title or the group, as the
 * beginning of a word, inside of one, or as letters that follow each other with gaps. The better it
 * is found, the higher the command stands; commands found alike keep their order.
 */
public final class CommandSearch {
    private static final int NOT_FOUND = -1;
    private static final int LETTERS = 1;
    private static final int INSIDE = 3;
    private static final int BEGINS = 6;
    private static final int WHOLE = 8;

    private record Found(Command command, int score) {}

    private CommandSearch() {}

    /** The commands that the query finds, best first; all of them if it is blank. */
    public static List<Command> find(List<Command> commands, String query) {
        String[] words = query.toLowerCase(Locale.ROOT).strip().split("\\s+");
        if (query.isBlank()) {
            return commands;
        }
        return commands.stream()
                .map(command -> new Found(command, score(command, words)))
                .filter(found -> found.score() > 0)
                .sorted(Comparator.comparingInt(Found::score).reversed())
                .map(Found::command)
                .toList();
    }

    private static int score(Command command, String[] words) {
        int sum = 0;
        for (String word : words) {
            int title = 2 * score(command.title().toLowerCase(Locale.ROOT), word);
            int best = Math.max(title, score(command.group().toLowerCase(Locale.ROOT), word));
            if (best < 0) {
                return NOT_FOUND;
            }
            sum += best;
        }
        return sum;
    }

    private static int score(String text, String word) {
        int best = NOT_FOUND;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            best = Math.max(best, place(text, at, at + word.length()));
        }
        return best > 0 || !follows(text, word) ? best : LETTERS;
    }

    private static int place(String text, int start, int end) {
        if (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            return INSIDE;
        }
        boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        return whole ? WHOLE : BEGINS;
    }

    /** Whether the letters of the word stand in the text in their order, from a word's start on. */
    private static boolean follows(String text, String word) {
        for (int start = 0; start < text.length(); start++) {
            boolean begins = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
            if (begins && followsFrom(text, start, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean followsFrom(String text, int start, String word) {
        int found = 0;
        for (int i = start; i < text.length() && found < word.length(); i++) {
            if (text.charAt(i) == word.charAt(found)) {
                found++;
            } else if (found == 0) {
                return false;
            }
        }
        return found == word.length();
    }
}
