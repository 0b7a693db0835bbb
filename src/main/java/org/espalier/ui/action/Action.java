package org.espalier.ui.action;

import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

import java.util.List;

/**
 * Something that the user can do from anywhere.
 *
 * @param key of its text; also its identity
 * @param title as in the menu; may say what it would do now, such as what is undone
 * @param help a sentence for tooltips; empty if the title says all
 * @param shortcuts the first is the one shown; may be empty
 * @param obstacle why it cannot be done now; empty when it can
 * @param run does it
 */
public record Action(
        String key,
        ObservableValue<String> title,
        String help,
        List<KeyCombination> shortcuts,
        ObservableValue<String> obstacle,
        Runnable run)
        implements ActionGroup.Entry {
    /** The title as it is now. */
    public String text() {
        return title.getValue();
    }

    /** Whether something stands in the way. */
    public ObservableValue<Boolean> disabled() {
        return obstacle.map(reason -> !reason.isEmpty());
    }

    /** Does it, unless something stands in the way. */
    public void perform() {
        if (obstacle.getValue().isEmpty()) {
            run.run();
        }
    }

    /** The first shortcut as this system writes it; empty if there is none. */
    public String shortcut() {
        return shortcuts.isEmpty() ? "" : shortcuts.getFirst().getDisplayText();
    }

    /** For a button that does this: the help or the title, and the shortcut. */
    public String tooltip() {
        String words = help.isEmpty() ? text() : help;
        return shortcuts.isEmpty() ? words : words + " (" + shortcut() + ")";
    }
}
