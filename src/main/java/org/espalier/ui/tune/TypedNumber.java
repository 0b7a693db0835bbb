package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.Optional;

/** Digits typed over the heatmap, a percentage in the making. */
final class TypedNumber {
    private static final int LONGEST = 5;

    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

    /** Takes a key; true if it belongs to the number. */
    boolean type(String character) {
        boolean digit = character.length() == 1 && Character.isDigit(character.charAt(0));
        boolean point =
                (character.equals(".") || character.equals(","))
                        && !text.get().isEmpty()
                        && !text.get().contains(".");
        if (!digit && !point || text.get().length() >= LONGEST) {
            return false;
        }
        text.set(text.get() + (digit ? character : "."));
        return true;
    }

    /** Takes the last key back. */
    void erase() {
        String now = text.get();
        text.set(now.isEmpty() ? "" : now.substring(0, now.length() - 1));
    }

    /** Ends typing; the share if it is one. */
    Optional<Double> take() {
        Optional<Double> share = Percent.parse(text.get());
        text.set("");
        return share;
    }

    /** Ends typing without a number. */
    void forget() {
        text.set("");
    }

    /** Whether something is typed. */
    boolean open() {
        return !text.get().isEmpty();
    }

    /** What is typed so far. */
    ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }
}
