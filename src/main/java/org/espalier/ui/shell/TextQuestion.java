package org.espalier.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;

import org.espalier.ui.Texts;
import org.espalier.ui.form.FormView;

/** Asks how running text is to be cut and used. */
record TextQuestion(Node place, Look look, Texts texts) {
    private static final double WIDTH = 520;

    /** Shows the form in front of the window that {@code place} is in. */
    void ask(TextForm text) {
        ButtonType open = new ButtonType(texts.get("text.open"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(place.getScene().getWindow());
        dialog.setTitle(texts.get("text.title", text.name()));
        dialog.setHeaderText(texts.get("text.header", text.name()));
        DialogPane pane = dialog.getDialogPane();
        pane.setContent(new FormView(text.form(), texts));
        pane.getButtonTypes().setAll(open, ButtonType.CANCEL);
        pane.setPrefWidth(WIDTH);
        Node button = pane.lookupButton(open);
        button.setId("text-open");
        button.disableProperty().bind(text.form().valid().not());
        look.dress(pane.getScene());
        dialog.resultProperty().subscribe(answer -> answered(answer, open, text));
        dialog.show();
    }

    private static void answered(ButtonType answer, ButtonType open, TextForm text) {
        if (answer == open) {
            text.accept();
        }
    }
}
