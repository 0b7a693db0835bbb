package org.espalier.ui.runs;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.espalier.project.RunRecord;
import org.espalier.ui.Texts;
import org.espalier.ui.action.Actions;
import org.espalier.ui.table.RowTable;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The table of runs: states with icons, each run indented below the one it came from, goals in
 * colour. Enter compares, Delete moves to the trash.
 */
final class RunsTable extends RowTable<RunRow> {
    private static final double INDENT = 18;

    private final RunsViewModel runs;
    private final Actions actions;
    private final RunWords words;
    private boolean following;

    RunsTable(RunsViewModel runs, Actions actions, Texts texts) {
        super(runs.rows().shown(), runs.columns().all(), "runs.column", texts);
        this.runs = runs;
        this.actions = actions;
        words = new RunWords(texts);
        setId("runs-table");
        setAccessibleText(texts.get("runs.table"));
        setPlaceholder(new Label(texts.get("runs.noMatch")));
        cells(runs.columns().state, state -> new NodeCell<>(this::state));
        cells(runs.columns().name, name -> new NodeCell<>(row -> name(row, name.text(row))));
        cells(runs.columns().goals, goals -> new NodeCell<>(this::goals));
        of(runs.columns().parent).setVisible(false);
        shareSelection();
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setOnMouseClicked(
                click -> {
                    if (click.getClickCount() == 2) {
                        compare();
                    }
                });
    }

    // ---- the selection

    private void shareSelection() {
        getSelectionModel().getSelectedIndices().subscribe(this::tell);
        runs.selected().subscribe(() -> show(runs.selected().get()));
        keepSelection();
        show(runs.selected().get());
    }

    /**
     * When rows are filtered, sorted or replaced the table selects others; what was selected
     * counts. Invalidation is told before the table hears of a change, the change itself after.
     */
    private void keepSelection() {
        getItems().addListener((InvalidationListener) rows -> following = true);
        getItems().addListener((ListChangeListener<RunRow>) change -> show(runs.selected().get()));
    }

    private void tell() {
        if (!following) {
            runs.select(getSelectionModel().getSelectedItems().stream().map(RunRow::id).toList());
        }
    }

    private void show(List<RunRow> rows) {
        following = true;
        List<String> ids = rows.stream().map(RunRow::id).toList();
        int[] places = places(ids);
        int[] now =
                getSelectionModel().getSelectedIndices().stream()
                        .mapToInt(i -> i)
                        .sorted()
                        .toArray();
        if (!Arrays.equals(places, now)) {
            getSelectionModel().clearSelection();
            if (places.length > 0) {
                getSelectionModel().selectIndices(places[0], places);
            }
        }
        following = false;
    }

    private int[] places(List<String> ids) {
        return IntStream.range(0, getItems().size())
                .filter(i -> ids.contains(getItems().get(i).id()))
                .toArray();
    }

    // ---- keys

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            compare();
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            actions.action("menu.runs.delete").perform();
            event.consume();
        }
    }

    private void compare() {
        actions.action("menu.runs.compare").perform();
    }

    // ---- cells

    private Node state(RunRow row) {
        Label label = new Label(words.state(row.state()), Icons.of(icon(row.state()), 13));
        label.getStyleClass().addAll("run-state", row.state().name().toLowerCase(Locale.ROOT));
        if (!row.run().message().isEmpty()) {
            label.setTooltip(new Tooltip(row.run().message()));
        }
        return label;
    }

    private static Feather icon(RunRecord.State state) {
        return switch (state) {
            case QUEUED -> Feather.CLOCK;
            case RUNNING -> Feather.PLAY;
            case PAUSED -> Feather.PAUSE;
            case INTERRUPTED -> Feather.ALERT_CIRCLE;
            case DONE -> Feather.CHECK;
            case FAILED -> Feather.X_CIRCLE;
            case CANCELLED -> Feather.SLASH;
        };
    }

    private static Node name(RunRow row, String text) {
        Label label = new Label(text);
        label.setTooltip(new Tooltip(text));
        if (row.depth() == 0) {
            return label;
        }
        Region gap = new Region();
        gap.setMinWidth(INDENT * (row.depth() - 1));
        HBox box = new HBox(6, gap, Icons.of(Feather.CORNER_DOWN_RIGHT, 12), label);
        box.getStyleClass().add("run-child");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node goals(RunRow row) {
        Label label = new Label(words.goals(row));
        if (!row.goals().isEmpty()) {
            label.getStyleClass().add(row.meetsAll() ? "goals-met" : "goals-missed");
            label.setTooltip(new Tooltip(words.goalsInFull(row)));
        }
        return label;
    }
}
