package org.espalier.ui.theme;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** The column on the right of a screen; it scrolls where the window is low. */
public final class SideBar extends ScrollPane {
    /** Holds this as wide as the column. */
    public SideBar(Region content) {
        super(content);
        getStyleClass().add("side-bar");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setMinHeight(0);
    }

    /** Makes a label the caption of what stands below it. */
    public static Label caption(Label label) {
        label.getStyleClass().add("caption");
        label.setWrapText(true);
        return label;
    }
}
