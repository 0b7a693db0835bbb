package org.espalier.ui.job;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** The bar under the screens: what runs, how far it is, and how to hold or end it. */
final class JobBar extends HBox {
    private final JobsViewModel jobs;
    private final Texts texts;

    /**
     * A bar for these jobs.
     *
     * @param foot what it says at its end
     */
    JobBar(JobsViewModel jobs, ObservableValue<String> foot, Texts texts) {
        this.jobs = jobs;
        this.texts = texts;
        getStyleClass().add("job-bar");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(title(), part(), bar(), timeLeft(), pause(), cancel());
        getChildren().addAll(spacer(), waiting(), foot(foot), log());
    }

    private Label title() {
        Label label = new Label();
        label.textProperty().bind(jobs.title());
        label.getStyleClass().add("job-title");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Label part() {
        Label label = new Label();
        label.setId("job-part");
        label.textProperty().bind(jobs.part());
        label.getStyleClass().add("muted");
        jobs.failed()
                .subscribe(
                        failed -> {
                            label.getStyleClass().remove("danger");
                            if (failed) {
                                label.getStyleClass().add("danger");
                            }
                        });
        return label;
    }

    private ProgressBar bar() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(jobs.progress());
        bar.setAccessibleText(texts.get("job.progress"));
        bar.setPrefWidth(240);
        whileRunning(bar);
        return bar;
    }

    private Label timeLeft() {
        Label label = new Label();
        label.textProperty().bind(jobs.timeLeft());
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Button pause() {
        Button button = new Button();
        button.setId("job-pause");
        button.textProperty()
                .bind(
                        Bindings.when(jobs.paused())
                                .then(texts.get("job.resume"))
                                .otherwise(texts.get("job.pause")));
        button.setOnAction(e -> jobs.togglePause());
        whileRunning(button);
        return small(button);
    }

    private Button cancel() {
        Button button = new Button(texts.get("job.cancel"));
        button.setId("job-cancel");
        button.setOnAction(e -> jobs.cancel());
        whileRunning(button);
        return small(button);
    }

    private Label waiting() {
        Label label = new Label();
        label.textProperty().bind(jobs.waiting());
        label.getStyleClass().add("muted");
        return label;
    }

    private static Label foot(ObservableValue<String> text) {
        Label label = new Label();
        label.setId("job-foot");
        label.textProperty().bind(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private ToggleButton log() {
        ToggleButton button = new ToggleButton(texts.get("job.log"), Icons.of(Feather.LIST, 14));
        button.setId("job-log");
        button.setTooltip(new Tooltip(texts.get("job.log.tooltip")));
        button.selectedProperty().bindBidirectional(jobs.listed());
        return small(button);
    }

    private void whileRunning(Node node) {
        node.visibleProperty().bind(jobs.running());
        node.managedProperty().bind(jobs.running());
    }

    private static <B extends ButtonBase> B small(B button) {
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
