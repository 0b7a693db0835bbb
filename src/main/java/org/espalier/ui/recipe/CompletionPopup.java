package org.espalier.ui.recipe;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;

import org.espalier.recipe.RecipeCompletion.Offer;
import org.espalier.recipe.RecipeCompletion.Suggestion;
import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;

/** The list of what may be typed, at the caret; the keys go on to the text meanwhile. */
final class CompletionPopup {
    private static final double ROW = 27;
    private static final double WIDTH = 380;
    private static final int ROWS = 8;

    private final Popup popup = new Popup();
    private final ListView<Suggestion> list = new ListView<>();
    private final BiConsumer<Integer, Suggestion> accept;
    private int from;

    /** {@code accept} takes where the suggestion begins, and the suggestion. */
    CompletionPopup(String name, BiConsumer<Integer, Suggestion> accept) {
        this.accept = accept;
        list.setId("completions");
        list.setAccessibleText(name);
        list.getStyleClass().add("completions");
        list.setFixedCellSize(ROW);
        list.setPrefWidth(WIDTH);
        list.setCellFactory(view -> new SuggestionCell());
        list.setOnMouseClicked(event -> take());
        popup.getContent().add(list);
        popup.setAutoHide(true);
    }

    void show(Node owner, Point2D at, Offer offer) {
        from = offer.from();
        if (offer.suggestions().isEmpty()) {
            popup.hide();
            return;
        }
        list.getItems().setAll(offer.suggestions());
        list.setPrefHeight(ROW * Math.min(ROWS, offer.suggestions().size()) + 4);
        list.getSelectionModel().selectFirst();
        popup.show(owner, at.getX(), at.getY());
    }

    boolean showing() {
        return popup.isShowing();
    }

    void hide() {
        popup.hide();
    }

    /** Takes keys that are meant for the list; others are left to the text. */
    void key(KeyEvent event) {
        boolean taken = true;
        switch (event.getCode()) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER, TAB -> take();
            case ESCAPE -> hide();
            default -> taken = false;
        }
        if (taken) {
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
            event.consume();
        }
    }

    private void take() {
        Suggestion chosen = list.getSelectionModel().getSelectedItem();
        hide();
        if (chosen != null) {
            accept.accept(from, chosen);
        }
    }

    private static final class SuggestionCell extends ListCell<Suggestion> {
        @Override
        protected void updateItem(@Nullable Suggestion item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            Label text = new Label(item.text().strip());
            text.getStyleClass().add("code");
            text.setMinWidth(Label.USE_PREF_SIZE);
            Label help = new Label(item.help());
            help.getStyleClass().add("caption");
            setGraphic(new HBox(12, text, help));
        }
    }
}
