package org.espalier.recipe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a caret stands in YAML that need not be whole: told from indentation alone, so that it
 * works while a line is being typed.
 *
 * @param parents keys that the caret is inside of, outermost first
 * @param key the key whose value is being typed; empty if a key is
 * @param typed what stands before the caret of the word in hand
 */
record TextPosition(List<String> parents, String key, String typed) {
    private static final Pattern LINE = Pattern.compile("(\\s*(?:- +)*)(.*)");
    private static final Pattern KEY = Pattern.compile("\"?([^\":{\\[]+)\"?:(.*)");

    static TextPosition of(String yaml, int caret) {
        String before = yaml.substring(0, caret);
        int start = before.lastIndexOf('\n') + 1;
        Matcher line = matched(LINE, before.substring(start));
        Deque<String> parents = parents(before.substring(0, start), line.group(1).length());
        return inLine(parents, line.group(2));
    }

    private static TextPosition inLine(Deque<String> parents, String content) {
        Matcher pair = KEY.matcher(content);
        if (!pair.matches()) {
            return new TextPosition(List.copyOf(parents), "", word(content));
        }
        String key = pair.group(1).strip();
        String value = pair.group(2).stripLeading();
        if (value.startsWith("{")) {
            parents.addLast(key);
            String entry = value.substring(lastEntry(value));
            return inLine(parents, entry.stripLeading());
        }
        int item = value.startsWith("[") ? lastEntry(value) : 0;
        return new TextPosition(List.copyOf(parents), key, word(value.substring(item)));
    }

    /** Where the entry in hand of a list or mapping on one line begins. */
    private static int lastEntry(String flow) {
        int depth = 0;
        int start = 1;
        for (int i = 0; i < flow.length(); i++) {
            char c = flow.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 1) {
                start = i + 1;
            }
        }
        return start;
    }

    private static String word(String text) {
        return text.stripLeading();
    }

    /** Keys of the lines above that are indented less and less. */
    private static Deque<String> parents(String above, int indent) {
        Deque<String> parents = new ArrayDeque<>();
        int column = indent;
        List<String> lines = above.lines().toList().reversed();
        for (String text : lines) {
            Matcher line = matched(LINE, text);
            Matcher key = KEY.matcher(line.group(2));
            int own = line.group(1).length();
            if (own < column && key.matches() && !line.group(2).startsWith("#")) {
                parents.addFirst(key.group(1).strip());
                column = own;
            }
        }
        return parents;
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        return matcher;
    }

    /** The key that holds what is typed; empty at the top. */
    String holder() {
        return parents.isEmpty() ? "" : parents.getLast();
    }
}
