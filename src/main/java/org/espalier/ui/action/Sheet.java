package org.espalier.ui.action;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/**
 * A card that floats over the window while it is needed. Escape, a click beside it or work
 * elsewhere closes it, and the focus goes back to where it was.
 */
public final class Sheet extends StackPane {
    private @Nullable Node before;

    /** An empty layer, not shown. */
    public Sheet() {
        getStyleClass().add("sheet");
        setAlignment(Pos.TOP_CENTER);
        setVisible(false);
        setOnMousePressed(
                event -> {
                    if (event.getTarget() == this) {
                        close();
                    }
                });
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
    }

    /**
     * Shows a card; one that is shown already makes room.
     *
     * @param focus takes the focus
     */
    public void show(Region card, Node focus) {
        Scene scene = getScene();
        if (!isVisible()) {
            before = scene.getFocusOwner();
        }
        if (!card.getStyleClass().contains("sheet-card")) {
            card.getStyleClass().add("sheet-card");
        }
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().setAll(card);
        setVisible(true);
        Platform.runLater(focus::requestFocus);
    }

    /** Takes the card away. */
    public void close() {
        Node back = before;
        before = null;
        setVisible(false);
        getChildren().clear();
        if (back != null) {
            back.requestFocus();
        }
    }
}
