package org.espalier.ui.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

import org.espalier.project.Settings.Appearance;
import org.espalier.report.Palette;
import org.espalier.ui.settings.SettingsViewModel;
import org.espalier.ui.theme.Theme;

/** The settings' theme and size of text on scenes; figures follow through {@link #palette()}. */
final class Look {
    private final SettingsViewModel settings;
    private final ObservableValue<Theme> theme;
    private final ObservableValue<Double> textScale;
    private final ObservableValue<Palette> palette;

    /** Looks as these settings say. */
    Look(SettingsViewModel settings) {
        this.settings = settings;
        ObservableValue<Appearance> appearance = settings.settings().map(now -> now.appearance());
        theme = appearance.map(now -> Theme.of(now.theme()));
        textScale = appearance.map(Appearance::textScale);
        palette = theme.map(Theme::palette);
    }

    void toggle() {
        String other = theme.getValue().other().key();
        settings.change(now -> now.with(now.appearance().withTheme(other)));
    }

    void largerText() {
        scaleText(textScale.getValue() + SettingsViewModel.TEXT_STEP);
    }

    void smallerText() {
        scaleText(textScale.getValue() - SettingsViewModel.TEXT_STEP);
    }

    /** Sets how large text is; 1 is the usual size. */
    void scaleText(double scale) {
        settings.change(now -> now.with(now.appearance().withTextScale(scale)));
    }

    /** Dresses a scene as the window is dressed now. */
    void dress(Scene scene) {
        theme.getValue().dress(scene, textScale.getValue());
    }

    /** Keeps a scene dressed as the look changes. */
    void follow(Scene scene) {
        theme.subscribe(now -> dress(scene));
        textScale.subscribe(now -> dress(scene));
    }

    ObservableValue<Theme> theme() {
        return theme;
    }

    ObservableValue<Palette> palette() {
        return palette;
    }
}
