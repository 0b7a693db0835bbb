package org.espalier.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

import org.espalier.report.Palette;
import org.espalier.ui.theme.Theme;

import java.util.function.Consumer;

/** The theme and the size of text in use; figures follow the theme through {@link #palette()}. */
final class Look {
    private static final double LEAST = 0.75;
    private static final double MOST = 2;
    private static final double STEP = 0.125;

    private final ObjectProperty<Theme> theme;
    private final ObservableValue<Palette> palette;
    private final ReadOnlyDoubleWrapper textScale = new ReadOnlyDoubleWrapper(1);

    /** Begins with this theme; {@code changed} hears of each choice of the user. */
    Look(Theme first, Consumer<Theme> changed) {
        theme = new SimpleObjectProperty<>(first);
        theme.addListener((o, before, now) -> changed.accept(now));
        palette = theme.map(Theme::palette);
    }

    void toggle() {
        theme.set(theme.get().other());
    }

    void largerText() {
        scaleText(textScale.get() + STEP);
    }

    void smallerText() {
        scaleText(textScale.get() - STEP);
    }

    /** Sets how large text is; 1 is the usual size. */
    void scaleText(double scale) {
        textScale.set(Math.clamp(scale, LEAST, MOST));
    }

    /** Dresses a scene as the window is dressed now. */
    void dress(Scene scene) {
        theme.get().dress(scene, textScale.get());
    }

    /** Keeps a scene dressed as the look changes. */
    void follow(Scene scene) {
        theme.subscribe(now -> dress(scene));
        textScale.subscribe(now -> dress(scene));
    }

    ObjectProperty<Theme> theme() {
        return theme;
    }

    ReadOnlyDoubleProperty textScale() {
        return textScale.getReadOnlyProperty();
    }

    ObservableValue<Palette> palette() {
        return palette;
    }
}
