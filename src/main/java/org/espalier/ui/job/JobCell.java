package org.espalier.ui.job;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringExpression;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.espalier.ui.Texts;

import java.util.Locale;

/** A job in the list: its name and state, and below how far it is. */
final class JobCell extends ListCell<Job> {
    private final Label title = new Label();
    private final Label state = new Label();
    private final Label part = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final VBox box;
    private final Texts texts;
    private Subscription following = Subscription.EMPTY;

    JobCell(Texts texts) {
        this.texts = texts;
        title.getStyleClass().add("card-title");
        state.getStyleClass().add("job-state");
        part.getStyleClass().add("caption");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setPrefHeight(6);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        title.setMinWidth(0);
        state.setMinWidth(USE_PREF_SIZE);
        part.setMinWidth(0);
        box = new VBox(2, new HBox(8, title, gap, state), part, bar);
        box.setMinWidth(0);
        box.setPrefWidth(1);
    }

    @Override
    protected void updateItem(Job job, boolean empty) {
        super.updateItem(job, empty);
        following.unsubscribe();
        following = Subscription.EMPTY;
        part.textProperty().unbind();
        bar.progressProperty().unbind();
        setGraphic(empty || job == null ? null : box);
        if (!empty && job != null) {
            title.setText(job.title());
            part.textProperty().bind(words(job));
            bar.progressProperty().bind(job.progress());
            following = job.state().subscribe(this::show);
        }
    }

    private static StringExpression words(Job job) {
        return Bindings.when(job.timeLeft().isEmpty())
                .then(job.part())
                .otherwise(Bindings.concat(job.part(), " · ", job.timeLeft()));
    }

    private void show(Job.State now) {
        state.setText(texts.get(now.key()));
        state.getStyleClass().setAll("label", "job-state", now.name().toLowerCase(Locale.ROOT));
        bar.setVisible(now.active());
        bar.setManaged(now.active());
    }
}
