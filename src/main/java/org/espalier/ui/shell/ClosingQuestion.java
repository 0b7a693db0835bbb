package org.espalier.ui.shell;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** Asks what becomes of the jobs that are not done when the window is to be closed. */
record ClosingQuestion(ShellViewModel shell, Look look, Texts texts) {
    /** Consumes the request if the user stays. */
    void ask(WindowEvent request) {
        String question = shell.unfinished().question();
        if (!question.isEmpty()) {
            ask(question, request);
        }
    }

    private void ask(String question, WindowEvent request) {
        ButtonType keep = new ButtonType(texts.get("closing.keep"), ButtonData.YES);
        ButtonType cancel = new ButtonType(texts.get("closing.cancel"), ButtonData.NO);
        ButtonType stay = new ButtonType(texts.get("closing.stay"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, question, keep, cancel, stay);
        alert.initOwner((Window) request.getTarget());
        alert.setTitle(texts.get("closing.title"));
        alert.setHeaderText(texts.get("closing.header"));
        alert.setGraphic(Icons.of(Feather.HELP_CIRCLE, 28));
        look.dress(alert.getDialogPane().getScene());
        ButtonType answer = alert.showAndWait().orElse(stay);
        if (answer == keep) {
            shell.unfinished().keep();
        } else if (answer != cancel) {
            request.consume();
        }
    }
}
