package org.espalier.ui.action;

import org.espalier.ui.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keys that are listed together: those of a menu, or those that one control knows. */
public final class KeyGroup {
    private final Texts texts;
    private final String title;
    private final List<Key> keys = new ArrayList<>();

    /**
     * A key and what it does.
     *
     * @param keys such as {@code Ctrl+O} or {@code ← →}
     */
    public record Key(String title, String keys) {
        private boolean contains(String query) {
            return has(title, query) || has(keys, query);
        }
    }

    KeyGroup(Texts texts, String title) {
        this.texts = texts;
        this.title = title;
    }

    /**
     * Adds a key of a control.
     *
     * @param key of the text that says what it does
     * @param keys as shown
     */
    public KeyGroup add(String key, String keys) {
        this.keys.add(new Key(texts.get(key), keys));
        return this;
    }

    void add(Action action) {
        keys.add(new Key(action.text(), action.shortcut()));
    }

    /** The keys that the query finds by what they do or are called; all if it is in the title. */
    List<Key> matching(String query) {
        String words = query.strip().toLowerCase(Locale.ROOT);
        return has(title, words)
                ? keys()
                : keys.stream().filter(key -> key.contains(words)).toList();
    }

    private static boolean has(String text, String query) {
        return text.toLowerCase(Locale.ROOT).contains(query);
    }

    /** The menu or the control. */
    public String title() {
        return title;
    }

    /** The keys in order. */
    public List<Key> keys() {
        return List.copyOf(keys);
    }
}
