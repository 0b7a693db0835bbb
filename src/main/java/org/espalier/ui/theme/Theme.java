package org.espalier.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.scene.Scene;
import javafx.scene.text.Font;

import org.espalier.report.Palette;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** How the window looks. */
public enum Theme {
    LIGHT(new PrimerLight().getUserAgentStylesheet(), Palette.LIGHT),
    DARK(new PrimerDark().getUserAgentStylesheet(), Palette.DARK);

    private static final List<String> FONTS =
            List.of(
                    "OpenSans-Regular.ttf",
                    "OpenSans-Semibold.ttf",
                    "OpenSans-Bold.ttf",
                    "Cousine-Regular.ttf");

    private final String stylesheet;
    private final Palette palette;

    Theme(String stylesheet, Palette palette) {
        this.stylesheet = stylesheet;
        this.palette = palette;
    }

    /** Colours of figures. */
    public Palette palette() {
        return palette;
    }

    /** Its name in the settings. */
    public String key() {
        return this == LIGHT ? "light" : "dark";
    }

    /** The theme of a name in the settings; light if there is none. */
    public static Theme of(String key) {
        return key.equals(DARK.key()) ? DARK : LIGHT;
    }

    /** The other one. */
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /** Dresses a scene; may be called again with another theme. */
    public void dress(Scene scene) {
        loadFonts();
        scene.setUserAgentStylesheet(stylesheet);
        scene.getStylesheets().setAll(css("controlsfx.css"), css("espalier.css"));
        scene.getRoot().getStyleClass().removeAll("light", "dark");
        scene.getRoot().getStyleClass().add(key());
    }

    private static String css(String name) {
        return Objects.requireNonNull(Theme.class.getResource("/css/" + name), name)
                .toExternalForm();
    }

    /** Open Sans and Cousine, for code, come with TilesFX: every machine shows the same. */
    private static void loadFonts() {
        if (!Font.getFamilies().contains("Open Sans")) {
            FONTS.forEach(Theme::loadFont);
        }
    }

    private static void loadFont(String file) {
        InputStream font = Theme.class.getResourceAsStream("/eu/hansolo/toolboxfx/font/" + file);
        if (font != null) {
            Font.loadFont(font, 12);
        }
    }
}
