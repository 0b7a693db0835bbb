package org.espalier.ui.action;

/**
 * A line of the command palette, or of a menu whose lines change.
 *
 * @param title what it does
 * @param group where it belongs, such as {@code File}
 * @param shortcut empty if there is none
 * @param obstacle why it cannot be done now; empty when it can
 * @param run does it
 */
public record Command(String title, String group, String shortcut, String obstacle, Runnable run) {
    /** One that can always be done and has no shortcut. */
    public Command(String title, String group, Runnable run) {
        this(title, group, "", "", run);
    }

    /** Whether nothing stands in the way. */
    public boolean enabled() {
        return obstacle.isEmpty();
    }
}
