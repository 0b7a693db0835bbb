package org.espalier.ui.job;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.Set;
import java.util.function.Consumer;

/** All jobs with what can be done to each, the log of the one selected, and the gauges. */
final class JobPanel extends HBox {
    private final JobsViewModel jobs;
    private final Texts texts;
    private final ListView<Job> list;
    private final GaugePane gauges;

    JobPanel(
            JobsViewModel jobs,
            MachineViewModel machine,
            ObservableValue<Workbench.DeviceFacts> device,
            ObservableValue<Palette> palette,
            Texts texts) {
        this.jobs = jobs;
        this.texts = texts;
        list = new ListView<>(jobs.jobs());
        gauges = new GaugePane(machine, device, palette, texts);
        getStyleClass().add("job-panel");
        setId("job-panel");
        getChildren().setAll(queue(), log(), gauges);
    }

    /** Reads the gauges while the panel is seen. */
    void live(boolean on) {
        gauges.live(on);
    }

    private ReadOnlyObjectProperty<Job> selected() {
        return list.getSelectionModel().selectedItemProperty();
    }

    // ---- the queue

    private Node queue() {
        list.setId("job-list");
        list.setAccessibleText(texts.get("job.list"));
        list.setPlaceholder(new Label(texts.get("job.list.empty")));
        list.setCellFactory(view -> new JobCell(texts));
        list.setOnKeyPressed(this::key);
        keepSelection();
        VBox box = new VBox(6, actions(), list);
        VBox.setVgrow(list, Priority.ALWAYS);
        box.getStyleClass().add("job-queue");
        return box;
    }

    /** The order of the list changes under the selection; without one, the first is shown. */
    private void keepSelection() {
        if (!jobs.jobs().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
        Job[] last = {selected().get()};
        selected()
                .addListener(
                        (property, before, now) -> {
                            if (now != null) {
                                last[0] = now;
                            }
                        });
        list.getItems()
                .addListener(
                        (ListChangeListener<Job>)
                                change -> {
                                    if (list.getItems().contains(last[0])) {
                                        list.getSelectionModel().select(last[0]);
                                    } else {
                                        list.getSelectionModel().selectFirst();
                                    }
                                });
    }

    private Node actions() {
        HBox bar =
                new HBox(
                        4,
                        action("job.next", Feather.CHEVRONS_UP, jobs::runNext, Job.State.WAITING),
                        action("job.up", Feather.CHEVRON_UP, jobs::moveUp, Job.State.WAITING),
                        action("job.down", Feather.CHEVRON_DOWN, jobs::moveDown, Job.State.WAITING),
                        action("job.drop", Feather.X, jobs::cancel, endable()),
                        action(
                                "job.again",
                                Feather.ROTATE_CCW,
                                jobs::resume,
                                Job.State.FAILED,
                                Job.State.CANCELLED),
                        spacer(),
                        clear());
        bar.getStyleClass().add("job-actions");
        return bar;
    }

    private static Job.State[] endable() {
        return new Job.State[] {Job.State.WAITING, Job.State.RUNNING, Job.State.PAUSED};
    }

    private Button action(String key, Feather icon, Consumer<Job> action, Job.State... when) {
        Button button = new Button("", Icons.of(icon, 15));
        button.setId(key.replace('.', '-'));
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key));
        button.getStyleClass().addAll("small", "icon-button");
        button.setOnAction(e -> act(action));
        button.disableProperty().bind(selectedIs(Set.of(when)).not());
        return button;
    }

    private Button clear() {
        Button button = new Button(texts.get("job.clear"));
        button.setId("job-clear");
        button.getStyleClass().add("small");
        button.setOnAction(e -> jobs.clearEnded());
        return button;
    }

    private BooleanBinding selectedIs(Set<Job.State> states) {
        ObservableValue<Job.@Nullable State> state = selected().flatMap(Job::state);
        return Bindings.createBooleanBinding(
                () -> state.getValue() != null && states.contains(state.getValue()), state);
    }

    private void act(Consumer<Job> action) {
        Job job = selected().get();
        if (job != null) {
            action.accept(job);
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.DELETE) {
            act(jobs::cancel);
        } else if (event.isAltDown() && event.getCode() == KeyCode.UP) {
            act(jobs::moveUp);
        } else if (event.isAltDown() && event.getCode() == KeyCode.DOWN) {
            act(jobs::moveDown);
        } else {
            return;
        }
        event.consume();
    }

    // ---- the log

    private Node log() {
        ListView<String> lines = new ListView<>();
        lines.setId("job-lines");
        lines.setAccessibleText(texts.get("job.log"));
        lines.setPlaceholder(new Label(texts.get("job.log.empty")));
        lines.getStyleClass().add("job-lines");
        lines.itemsProperty()
                .bind(selected().map(Job::log).orElse(FXCollections.observableArrayList()));
        lines.setCellFactory(view -> new LogCell());
        Label title = new Label();
        title.getStyleClass().add("card-title");
        title.textProperty()
                .bind(
                        selected()
                                .map(job -> texts.get("job.log.of", job.title()))
                                .orElse(texts.get("job.log")));
        VBox box = new VBox(6, title, lines);
        VBox.setVgrow(lines, Priority.ALWAYS);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
