package org.espalier.ui.form;

import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;

import org.jspecify.annotations.Nullable;

/** Buttons of which one is down once one was: a second press on it leaves it so. */
public final class OneChosen extends ToggleGroup {
    /** Has no buttons yet. */
    public OneChosen() {
        selectedToggleProperty().addListener((o, before, now) -> keep(before, now));
    }

    private static void keep(@Nullable Toggle before, @Nullable Toggle now) {
        if (now == null && before != null) {
            before.setSelected(true);
        }
    }
}
