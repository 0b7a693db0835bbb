package org.espalier.ui.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.espalier.ui.Texts;
import org.espalier.ui.runs.UnfinishedRuns;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** Offers to let interrupted runs go on; not there while none are offered. */
final class OfferBar extends HBox {
    OfferBar(UnfinishedRuns unfinished, Texts texts) {
        setId("offer");
        getStyleClass().add("offer");
        Label words = new Label("", Icons.of(Feather.ROTATE_CCW, 15));
        words.textProperty().bind(unfinished.offer());
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button resume = new Button(texts.get("interrupted.resume"));
        resume.setId("offer-resume");
        resume.getStyleClass().add("small");
        resume.setMinWidth(USE_PREF_SIZE);
        resume.setOnAction(e -> unfinished.resume());
        Button later = new Button(texts.get("interrupted.later"));
        later.setId("offer-later");
        later.getStyleClass().add("small");
        later.setMinWidth(USE_PREF_SIZE);
        later.setOnAction(e -> unfinished.dismiss());
        getChildren().setAll(words, resume, later);
        visibleProperty().bind(unfinished.offer().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
