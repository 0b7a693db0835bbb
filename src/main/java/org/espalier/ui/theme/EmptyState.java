package org.espalier.ui.theme;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/** Stands where a screen has nothing to show yet, and says what to do about it. */
public final class EmptyState extends VBox {
    private static final double WIDTH = 460;

    /**
     * A picture, what is missing and why, and the way on.
     *
     * @param button leads on when pressed
     */
    public EmptyState(Feather icon, String title, String text, Button button) {
        super(12);
        Label head = new Label(title);
        head.getStyleClass().add("empty-title");
        Label body = new Label(text);
        body.getStyleClass().add("muted");
        body.setWrapText(true);
        body.setMaxWidth(WIDTH);
        getStyleClass().add("empty");
        setAlignment(Pos.CENTER);
        getChildren().setAll(Icons.of(icon, 40), head, body, button);
    }
}
