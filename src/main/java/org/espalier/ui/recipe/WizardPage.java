package org.espalier.ui.recipe;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

import org.controlsfx.dialog.Wizard;
import org.controlsfx.dialog.WizardPane;
import org.espalier.ui.Texts;

import java.util.List;

/** One page: the list of pages on the left, a question, and what answers it. */
abstract class WizardPage extends WizardPane {
    private final Texts texts;
    private final String key;
    private final VBox outline = new VBox(12);
    private final Label subtitle = new Label();
    private final VBox body = new VBox(10);

    /** {@code key} with {@code .title} and {@code .question} behind it are texts. */
    WizardPage(String key, Texts texts) {
        this.key = key;
        this.texts = texts;
        getStylesheets().clear();
        getStyleClass().setAll("dialog-pane", "step-wizard");
        setGraphic(null);
        Label question = new Label(texts.get(key + ".question"));
        question.getStyleClass().add("wizard-question");
        subtitle.getStyleClass().add("muted");
        subtitle.setWrapText(true);
        subtitle.managedProperty().bind(subtitle.textProperty().isNotEmpty());
        outline.getStyleClass().add("wizard-outline");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("wizard-body");
        BorderPane right = new BorderPane(scroll);
        right.setTop(new VBox(6, question, subtitle));
        right.getStyleClass().add("wizard-right");
        BorderPane all = new BorderPane(right);
        all.setLeft(outline);
        setContent(all);
    }

    /** Lists the pages, this one marked. */
    void outline(String title, List<WizardPage> pages) {
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        outline.getChildren().setAll(head);
        for (int i = 0; i < pages.size(); i++) {
            WizardPage page = pages.get(i);
            Label line = new Label((i + 1) + " " + texts.get(page.key + ".title"));
            line.getStyleClass().add(page == this ? "wizard-here" : "muted");
            outline.getChildren().add(line);
        }
    }

    void subtitle(String text) {
        subtitle.setText(text);
    }

    void body(List<? extends Node> nodes) {
        body.getChildren().setAll(nodes);
    }

    Texts texts() {
        return texts;
    }

    /** Called when the page comes up. */
    abstract void enter(Wizard wizard);

    @Override
    public final void onEnteringPage(Wizard wizard) {
        wizard.setInvalid(false);
        enter(wizard);
        for (ButtonType type : getButtonTypes()) {
            if (lookupButton(type) instanceof Button button) {
                name(button, type.getButtonData());
            }
        }
    }

    private void name(Button button, ButtonData data) {
        button.setId("wizard-" + data.name());
        if (data == ButtonData.BACK_PREVIOUS) {
            button.setText(texts.get("recipe.wizard.back"));
        }
    }
}
