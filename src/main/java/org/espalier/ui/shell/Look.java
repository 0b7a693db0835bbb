package org.espalier.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.espalier.report.Palette;
import org.espalier.ui.theme.Theme;

import java.util.function.Consumer;

/** The theme in use; figures follow it through {@link #palette()}. */
final class Look {
    private final ObjectProperty<Theme> theme;
    private final ObservableValue<Palette> palette;

    /** Begins with this theme; {@code changed} hears of each choice of the user. */
    Look(Theme first, Consumer<Theme> changed) {
        theme = new SimpleObjectProperty<>(first);
        theme.addListener((o, before, now) -> changed.accept(now));
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
