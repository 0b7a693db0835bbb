package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
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

import java.util.Set;

/**
 * The heatmap with the schedule over it. By mouse: drag a handle, shift-drag over several layers,
 * double-click to lock, ctrl-click to select several. By keyboard: left and right select (with
 * shift several), up and down change by 1 % (with shift by 5 %), digits and Enter set, L locks,
 * Delete makes dense.
 */
public final class ScheduleView extends StackPane {
    private static final double STEP = 0.01;
    private static final double LEAP = 0.05;

    private final TuneViewModel tune;
    private final Texts texts;
    private final FigureView figure;
    private final Tooltip tooltip = new Tooltip();
    private final ShapingKeys keys;
    private @Nullable Grip grip;

    /**
     * What is held by the mouse.
     *
     * @param layer where it was pressed
     * @param sparsity where it was pressed
     * @param chosen layers that move together
     */
    private record Grip(int layer, double sparsity, Set<Integer> chosen, Schedule before) {}

    /** A view of this schedule. */
    public ScheduleView(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts) {
        this.tune = tune;
        this.texts = texts;
        figure = new FigureView(palette, texts);
        figure.setMouseTransparent(true);
        keys = new ShapingKeys(tune, () -> {});
        TypedLabel typing = new TypedLabel(keys.typed(), this, this::lead, texts);
        getChildren()
                .setAll(
                        figure,
                        new CornerHint(texts.get("tune.hint"), 520, figure),
                        empty(),
                        typing);
        getStyleClass().add("schedule-view");
        setId("schedule");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleHelp(texts.get("tune.keys"));
        Tooltip.install(this, tooltip);
        tune.figure().subscribe(this::show);
        visibleProperty().subscribe(seen -> show(tune.figure().get()));
        listen();
    }

    private void listen() {
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(e -> release());
        setOnMouseMoved(this::explain);
        setOnKeyPressed(this::key);
        setOnKeyTyped(keys::character);
        focusedProperty().subscribe(focused -> keys.typed().forget());
    }

    /** What to do as long as nothing is known. */
    private Label empty() {
        Label label = new Label();
        label.setId("tune-missing");
        label.getStyleClass().addAll("chip", "empty-note");
        label.setWrapText(true);
        label.setMouseTransparent(true);
        label.setMaxWidth(420);
        tune.figure().subscribe(shown -> label.setText(tune.missing()));
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    /** Where the selected layer's handle is; null before anything is shown. */
    private @Nullable Point2D lead() {
        HeatmapLayout layout = places();
        int lead = tune.selected().get();
        return layout == null || lead < 0
                ? null
                : new Point2D(
                        figure.getLayoutX() + layout.x(lead) * figure.scale(),
                        figure.getLayoutY() + layout.y(tune.sparsity(lead)) * figure.scale());
    }

    private void show(@Nullable SensitivityFigure next) {
        figure.show(next == null || !isVisible() ? null : next::figure);
        setAccessibleText(tune.describeSelection());
    }

    private @Nullable HeatmapLayout places() {
        SensitivityFigure shown = tune.figure().get();
        return shown == null ? null : shown.layout(figure.figureWidth(), figure.figureHeight());
    }

    // ---- mouse

    private void press(MouseEvent event) {
        requestFocus();
        HeatmapLayout layout = places();
        int layer = layout == null ? -1 : layout.layerAt(across(event));
        if (layer < 0 || layout == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.isControlDown() || event.isMetaDown()) {
            tune.selection().toggle(layer);
            return;
        }
        Set<Integer> chosen = tune.selection().all();
        if (!chosen.contains(layer) || event.isShiftDown()) {
            tune.select(layer);
        }
        if (event.getClickCount() == 2) {
            tune.toggleLock(layer);
        } else {
            chosen = tune.selection().all();
            grip = new Grip(layer, sparsity(layout, event), chosen, tune.schedule().get());
        }
    }

    private void drag(MouseEvent event) {
        HeatmapLayout layout = places();
        Grip held = grip;
        if (layout == null || held == null) {
            return;
        }
        double sparsity = sparsity(layout, event);
        double by = sparsity - held.sparsity();
        int over = layout.layerAt(across(event));
        if (event.isShiftDown() && over >= 0) {
            tune.selection().extend(over);
            tune.move(held.before(), tune.selection().all(), held.layer(), by);
        } else if (held.chosen().size() > 1) {
            tune.move(held.before(), held.chosen(), held.layer(), by);
        } else {
            tune.setSparsity(held.layer(), sparsity);
        }
    }

    private void release() {
        grip = null;
        tune.endGesture();
    }

    private double sparsity(HeatmapLayout layout, MouseEvent event) {
        double exact = layout.sparsityAt((event.getY() - figure.getLayoutY()) / figure.scale());
        return Math.round(exact / STEP) * STEP;
    }

    /** Where the mouse is, from the left of the figure in its own pixels. */
    private double across(MouseEvent event) {
        return (event.getX() - figure.getLayoutX()) / figure.scale();
    }

    private void explain(MouseEvent event) {
        HeatmapLayout layout = places();
        int layer = layout == null ? -1 : layout.layerAt(across(event));
        if (layout == null || layer < 0) {
            setCursor(Cursor.DEFAULT);
            tooltip.setText(texts.get("tune.keys"));
        } else {
            setCursor(Cursor.V_RESIZE);
            tooltip.setText(tune.describeCell(layer, sparsity(layout, event)));
        }
    }

    // ---- keyboard

    private void key(KeyEvent event) {
        double step = event.isShiftDown() ? LEAP : STEP;
        boolean used = true;
        switch (event.getCode()) {
            case LEFT -> go(tune.selected().get() - 1, event.isShiftDown());
            case RIGHT -> go(tune.selected().get() + 1, event.isShiftDown());
            case HOME -> go(0, event.isShiftDown());
            case END -> go(tune.layerCount() - 1, event.isShiftDown());
            case UP -> tune.nudge(step);
            case DOWN -> tune.nudge(-step);
            case SPACE -> tune.toggleLock(tune.selected().get());
            case A -> used = event.isShortcutDown() && selectAll();
            default -> used = keys.press(event);
        }
        if (used) {
            event.consume();
        }
    }

    private void go(int layer, boolean extend) {
        keys.typed().forget();
        if (extend) {
            tune.selection().extend(layer);
        } else {
            tune.select(layer);
        }
    }

    private boolean selectAll() {
        tune.selection().selectAll();
        return true;
    }
}
