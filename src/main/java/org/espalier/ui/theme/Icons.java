package org.espalier.ui.theme;

import javafx.scene.AccessibleRole;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons, all from the Feather set. */
public final class Icons {
    private Icons() {}

    /** An icon beside a text; it says nothing to a screen reader. */
    public static FontIcon of(Feather icon, int size) {
        FontIcon graphic = FontIcon.of(icon, size);
        graphic.setAccessibleRole(AccessibleRole.NODE);
        return graphic;
    }
}
