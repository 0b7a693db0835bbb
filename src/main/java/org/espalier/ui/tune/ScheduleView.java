package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

import org.espalier.analyze.Schedule;
import org.espalier.report.HeatmapLayout;
import org.espalier.report.Palette;
import org.espalier.report.SensitivityFigure;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.jspecify.annotations.Nullable;

/**
 * The heatmap with the schedule over it. Drag a handle, shift-drag over several layers,
 * double-click to lock; or with the keyboard: left and right select, up and down change, L locks.
 */
public final class ScheduleView extends StackPane {
    private static final double STEP = 0.01;
    private static final double LEAP = 0.05;

    private final TuneViewModel tune;
    private final FigureView figure;
    private final Tooltip tooltip = new Tooltip();
    private @Nullable Grip grip;

    /**
     * What is held by the mouse.
     *
     * @param layer where it was pressed
     * @param sparsity where it was pressed
     */
    private record Grip(int layer, double sparsity, Schedule before) {}

    /** A view of this schedule. */
    public ScheduleView(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts) {
        this.tune = tune;
        figure = new FigureView(palette, texts);
        figure.setMouseTransparent(true);
        getChildren().add(figure);
        getStyleClass().add("schedule-view");
        setId("schedule");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        Tooltip.install(this, tooltip);
        tune.figure().subscribe(this::show);
        listen();
    }

    private void listen() {
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(e -> grip = null);
        setOnMouseMoved(this::explain);
        setOnKeyPressed(this::key);
    }

    private void show(@Nullable SensitivityFigure next) {
        figure.show(next == null ? null : next::figure);
        setAccessibleText(tune.describeSelection());
    }

    private @Nullable HeatmapLayout places() {
        SensitivityFigure shown = tune.figure().get();
        return shown == null ? null : shown.layout(figure.getWidth(), figure.getHeight());
    }

    private void press(MouseEvent event) {
        requestFocus();
        HeatmapLayout layout = places();
        int layer = layout == null ? -1 : layout.layerAt(event.getX() - figure.getLayoutX());
        if (layer < 0 || layout == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        tune.selected().set(layer);
        if (event.getClickCount() == 2) {
            tune.toggleLock(layer);
        } else {
            grip = new Grip(layer, sparsity(layout, event), tune.schedule().get());
        }
    }

    private void drag(MouseEvent event) {
        HeatmapLayout layout = places();
        Grip held = grip;
        if (layout == null || held == null) {
            return;
        }
        double sparsity = sparsity(layout, event);
        int over = layout.layerAt(event.getX() - figure.getLayoutX());
        if (event.isShiftDown() && over >= 0) {
            tune.moveRange(held.before(), held.layer(), over, sparsity - held.sparsity());
        } else {
            tune.setSparsity(held.layer(), sparsity);
        }
    }

    private double sparsity(HeatmapLayout layout, MouseEvent event) {
        double exact = layout.sparsityAt(event.getY() - figure.getLayoutY());
        return Math.round(exact / STEP) * STEP;
    }

    private void explain(MouseEvent event) {
        HeatmapLayout layout = places();
        int layer = layout == null ? -1 : layout.layerAt(event.getX() - figure.getLayoutX());
        if (layout == null || layer < 0) {
            setCursor(Cursor.DEFAULT);
            tooltip.setText(tune.describeMap());
        } else {
            setCursor(Cursor.V_RESIZE);
            tooltip.setText(tune.describeCell(layer, sparsity(layout, event)));
        }
    }

    private void key(KeyEvent event) {
        double step = event.isShiftDown() ? LEAP : STEP;
        boolean used = true;
        switch (event.getCode()) {
            case LEFT -> tune.select(tune.selected().get() - 1);
            case RIGHT -> tune.select(tune.selected().get() + 1);
            case HOME -> tune.select(0);
            case END -> tune.select(tune.layerCount() - 1);
            case UP -> tune.nudge(step);
            case DOWN -> tune.nudge(-step);
            case L, SPACE -> tune.toggleLock(tune.selected().get());
            default -> used = false;
        }
        if (used) {
            event.consume();
        }
    }
}
