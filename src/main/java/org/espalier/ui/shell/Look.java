package org.espalier.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.espalier.report.Palette;
import org.espalier.ui.theme.Theme;

/** The theme in use; figures follow it through {@link #palette()}. */
final class Look {
    private final ObjectProperty<Theme> theme;
    private final ObservableValue<Palette> palette;

    Look(Theme first) {
        theme = new SimpleObjectProperty<>(first);
        palette = theme.map(Theme::palette);
    }

    void toggle() {
        theme.set(theme.get().other());
    }

    ObjectProperty<Theme> theme() {
        return theme;
    }

    ObservableValue<Palette> palette() {
        return palette;
    }
}
