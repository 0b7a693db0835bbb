package org.espalier.ui.recipe;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

import org.espalier.recipe.RecipeStep;
import org.espalier.ui.Texts;

import java.util.Optional;

/** Asks which blocks to drop: a number of them by their influence, or some by name. */
record DropQuestion(DropDraft draft, Texts texts) {
    private static final double WIDTH = 520;
    private static final double LIST_HEIGHT = 180;
    private static final double SPACING = 10;

    /** Asks in front of a window that shows {@code below}; empty if the user cancels. */
    Optional<RecipeStep> ask(Scene below) {
        ButtonType done = new ButtonType(texts.get("recipe.drop.done"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(below.getWindow());
        dialog.setTitle(texts.get("recipe.card.drop"));
        dialog.setHeaderText(texts.get("recipe.drop.header"));
        DialogPane pane = dialog.getDialogPane();
        pane.setContent(content());
        pane.getButtonTypes().setAll(done, ButtonType.CANCEL);
        pane.setPrefWidth(WIDTH);
        Node button = pane.lookupButton(done);
        button.setId("drop-done");
        button.disableProperty().bind(draft.valid().not());
        Scene scene = pane.getScene();
        scene.setUserAgentStylesheet(below.getUserAgentStylesheet());
        scene.getStylesheets().setAll(below.getStylesheets());
        pane.getStyleClass().addAll(below.getRoot().getStyleClass());
        pane.setStyle(below.getRoot().getStyle());
        return dialog.showAndWait().filter(done::equals).map(answer -> draft.step());
    }

    private Node content() {
        ToggleGroup group = new ToggleGroup();
        RadioButton least = choice("recipe.drop.influence", "drop-influence", group);
        RadioButton named = choice("recipe.drop.named", "drop-named", group);
        (draft.byInfluence().get() ? least : named).setSelected(true);
        least.selectedProperty().subscribe(on -> draft.byInfluence().set(on));
        Spinner<Integer> count =
                new Spinner<>(1, Math.max(1, draft.blocks().size() - 1), draft.count().get());
        count.setId("drop-count");
        count.setEditable(true);
        count.disableProperty().bind(draft.byInfluence().not());
        count.valueProperty().subscribe(now -> draft.count().set(now));
        Label help = new Label(texts.get("recipe.drop.help"));
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        help.getStyleClass().add("caption");
        HBox first = new HBox(SPACING, least, count);
        first.setAlignment(Pos.CENTER_LEFT);
        return new VBox(SPACING, first, help, named, list());
    }

    private RadioButton choice(String key, String id, ToggleGroup group) {
        RadioButton button = new RadioButton(texts.get(key));
        button.setId(id);
        button.setToggleGroup(group);
        return button;
    }

    private Node list() {
        TilePane ticks = new TilePane(SPACING, SPACING);
        for (String name : draft.blocks()) {
            CheckBox box = new CheckBox(name);
            box.setMnemonicParsing(false);
            box.setId("drop-" + draft.blocks().indexOf(name));
            box.setSelected(draft.chosen().contains(name));
            box.selectedProperty()
                    .subscribe(
                            on -> {
                                if (on) {
                                    draft.chosen().add(name);
                                } else {
                                    draft.chosen().remove(name);
                                }
                            });
            ticks.getChildren().add(box);
        }
        ScrollPane scroll = new ScrollPane(ticks);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(LIST_HEIGHT);
        scroll.disableProperty().bind(draft.byInfluence());
        return scroll;
    }
}
