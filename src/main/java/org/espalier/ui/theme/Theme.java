package org.espalier.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.scene.Scene;
import javafx.scene.text.Font;

import org.espalier.report.Palette;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** How the window looks. */
public enum Theme {
    LIGHT(new PrimerLight().getUserAgentStylesheet(), Palette.LIGHT),
    DARK(new PrimerDark().getUserAgentStylesheet(), Palette.DARK);

    /** Height of the usual text in pixels; all sizes of the style sheet are multiples of it. */
    public static final double TEXT = 13;

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

    /**
     * Dresses a scene; may be called again with another theme.
     *
     * @param textScale size of text; 1 is the usual one
     */
    public void dress(Scene scene, double textScale) {
        loadFonts();
        scene.setUserAgentStylesheet(stylesheet);
        scene.getStylesheets().setAll(css("controlsfx.css"), css("espalier.css"), text(textScale));
        scene.getRoot().getStyleClass().removeAll("light", "dark");
        scene.getRoot().getStyleClass().add(key());
    }

    /** A style sheet and not a style of the root: menus and tooltips take over style sheets. */
    private static String text(double scale) {
        String rule = ".root{-fx-font-size:%spx}".formatted(scale * TEXT);
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(rule.getBytes(StandardCharsets.US_ASCII));
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
