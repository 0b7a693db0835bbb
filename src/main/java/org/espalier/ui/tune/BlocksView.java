package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.report.BlockFigure;
import org.espalier.report.BlockGrid.Cell;
import org.espalier.report.BlockLayout;
import org.espalier.report.Palette;
import org.espalier.report.Shape.Box;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.tune.BlocksViewModel.Pick;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * The heatmap by block. By mouse: click a cell or the name of a row or column, with Ctrl to add it,
 * with Shift to select up to it, or drag over cells. By keyboard: arrows select, with Shift up to
 * there, with Ctrl they only move; Ctrl+Space adds, R and C take whole rows and columns.
 */
final class BlocksView extends VBox {
    private static final double STEP = 0.01;
    private static final double LEAP = 0.05;

    private final TuneViewModel tune;
    private final BlocksViewModel blocks;
    private final Texts texts;
    private final FigureView figure;
    private final StackPane grid = new StackPane();
    private final ScrollBar bar = new ScrollBar();
    private final Tooltip tooltip = new Tooltip();
    private final ShapingKeys keys;
    private boolean dragging;

    /**
     * A view of this schedule.
     *
     * @param value puts the keyboard where the selected layers' sparsity is typed
     */
    BlocksView(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts, Runnable value) {
        this.tune = tune;
        this.texts = texts;
        blocks = tune.blocks();
        keys = new ShapingKeys(tune, value);
        figure = new FigureView(palette, texts);
        figure.setMouseTransparent(true);
        grid.setId("blocks");
        grid.getStyleClass().add("schedule-view");
        grid.setFocusTraversable(true);
        grid.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        grid.setAccessibleHelp(texts.get("tune.blocks.keys"));
        TypedLabel typing = new TypedLabel(keys.typed(), grid, this::cursor, texts);
        grid.getChildren()
                .setAll(figure, new CornerHint(texts.get("tune.blocks.hint"), 420, figure), typing);
        Tooltip.install(grid, tooltip);
        bar.setId("blocks-scroll");
        bar.setOrientation(Orientation.HORIZONTAL);
        bar.managedProperty().bind(bar.visibleProperty());
        setVgrow(grid, Priority.ALWAYS);
        getChildren().setAll(new BlockBar(blocks, texts), grid, bar);
        blocks.figure().subscribe(this::show);
        visibleProperty().subscribe(seen -> show(blocks.figure().get()));
        listen();
    }

    private void listen() {
        grid.setOnMousePressed(this::press);
        grid.setOnMouseDragged(this::drag);
        grid.setOnMouseMoved(this::explain);
        grid.setOnScroll(this::turn);
        grid.setOnKeyPressed(this::key);
        grid.setOnKeyTyped(keys::character);
        grid.focusedProperty().subscribe(focused -> keys.typed().forget());
        figure.widthProperty().subscribe(width -> scrollTo(places()));
        bar.valueProperty().subscribe(value -> blocks.scroll((int) Math.round(bar.getValue())));
    }

    private void show(@Nullable BlockFigure next) {
        if (next == null || !isVisible()) {
            figure.show(null);
        } else {
            figure.show(next::figure);
            grid.setAccessibleText(blocks.describeCursor());
            scrollTo(places());
        }
    }

    /** Sets the bar to the columns in sight. */
    private void scrollTo(@Nullable BlockLayout layout) {
        bar.setVisible(layout != null && layout.scrolls());
        if (layout != null && layout.scrolls()) {
            double last = layout.columns() - layout.shown();
            bar.setMax(last);
            bar.setVisibleAmount(last * layout.shown() / layout.columns());
            bar.setUnitIncrement(1);
            bar.setBlockIncrement(layout.shown());
            bar.setValue(layout.first());
        }
    }

    private @Nullable BlockLayout places() {
        BlockFigure shown = blocks.figure().get();
        return shown == null
                ? null
                : shown.layout(
                        Math.floor(figure.getWidth()) / figure.scale(),
                        Math.floor(figure.getHeight()) / figure.scale());
    }

    /** Where the middle of the cursor's cell is. */
    private @Nullable Point2D cursor() {
        BlockLayout layout = places();
        if (layout == null) {
            return null;
        }
        Box box = layout.cell(blocks.cursor());
        return new Point2D(
                figure.getLayoutX() + (box.x() + box.width() / 2) * figure.scale(),
                figure.getLayoutY() + (box.y() + box.height() / 2) * figure.scale());
    }

    // ---- mouse

    private double x(MouseEvent event) {
        return (event.getX() - figure.getLayoutX()) / figure.scale();
    }

    private double y(MouseEvent event) {
        return (event.getY() - figure.getLayoutY()) / figure.scale();
    }

    private void press(MouseEvent event) {
        grid.requestFocus();
        dragging = false;
        BlockLayout layout = places();
        if (layout == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Pick how =
                event.isShortcutDown() ? Pick.ADD : event.isShiftDown() ? Pick.EXTEND : Pick.ALONE;
        int row = layout.rowNamedAt(x(event), y(event));
        int column = layout.columnNamedAt(x(event), y(event));
        Optional<Cell> cell = layout.cellAt(x(event), y(event));
        if (row >= 0) {
            blocks.pickRow(row, how);
        } else if (column >= 0) {
            blocks.pickColumn(column, how);
        } else if (cell.isPresent() && event.getClickCount() == 2) {
            tune.toggleLock(blocks.grid().layer(cell.get()));
        } else if (cell.isPresent()) {
            dragging = how != Pick.ADD;
            blocks.pick(cell.get(), how);
        }
    }

    private void drag(MouseEvent event) {
        BlockLayout layout = places();
        if (layout != null && dragging) {
            Cell cell = layout.nearest(x(event), y(event));
            if (!cell.equals(blocks.cursor())) {
                blocks.pick(cell, Pick.EXTEND);
            }
        }
    }

    private void explain(MouseEvent event) {
        BlockLayout layout = places();
        tooltip.setText(layout == null ? "" : said(layout, x(event), y(event)));
    }

    private String said(BlockLayout layout, double x, double y) {
        int row = layout.rowNamedAt(x, y);
        int column = layout.columnNamedAt(x, y);
        if (row >= 0) {
            return blocks.describeRow(row);
        }
        return column >= 0
                ? blocks.describeColumn(column)
                : layout.cellAt(x, y).map(blocks::describe).orElse(texts.get("tune.blocks.keys"));
    }

    private void turn(ScrollEvent event) {
        BlockLayout layout = places();
        double by = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (layout != null && layout.scrolls() && by != 0) {
            int last = layout.columns() - layout.shown();
            blocks.scroll(Math.clamp(layout.first() - Math.round(Math.signum(by) * 3), 0, last));
            event.consume();
        }
    }

    // ---- keyboard

    private void key(KeyEvent event) {
        Cell at = blocks.cursor();
        boolean used = true;
        switch (event.getCode()) {
            case LEFT -> go(event, at.row(), at.column() - 1);
            case RIGHT -> go(event, at.row(), at.column() + 1);
            case UP -> go(event, at.row() - 1, at.column());
            case DOWN -> go(event, at.row() + 1, at.column());
            case HOME -> go(event, at.row(), 0);
            case END -> go(event, at.row(), Integer.MAX_VALUE);
            case SPACE -> blocks.pick(at, event.isShortcutDown() ? Pick.ADD : Pick.ALONE);
            case R -> used = plain(event, blocks::wholeRows);
            case C -> used = plain(event, blocks::wholeColumns);
            case A -> used = event.isShortcutDown() && all();
            case PLUS, ADD, EQUALS -> used = plain(event, () -> tune.nudge(STEP));
            case MINUS, SUBTRACT -> used = plain(event, () -> tune.nudge(-STEP));
            case PAGE_UP -> tune.nudge(LEAP);
            case PAGE_DOWN -> tune.nudge(-LEAP);
            default -> used = keys.press(event);
        }
        if (used) {
            event.consume();
        }
    }

    private void go(KeyEvent event, int row, int column) {
        keys.typed().forget();
        Cell to = blocks.grid().nearest(row, column);
        if (event.isShortcutDown()) {
            blocks.point(to);
        } else {
            blocks.pick(to, event.isShiftDown() ? Pick.EXTEND : Pick.ALONE);
        }
        BlockLayout layout = places();
        if (layout != null) {
            blocks.scroll(layout.showing(to.column()));
        }
    }

    /** Keys that mean something else together with Ctrl. */
    private static boolean plain(KeyEvent event, Runnable action) {
        if (event.isShortcutDown()) {
            return false;
        }
        action.run();
        return true;
    }

    private boolean all() {
        blocks.selectAll();
        return true;
    }
}
