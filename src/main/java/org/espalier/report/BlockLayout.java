package org.espalier.report;

import org.espalier.report.BlockGrid.Cell;
import org.espalier.report.Shape.Box;

import java.util.Optional;

/**
 * Where the cells of a {@link BlockFigure} lie: for painting it and for finding what the pointer is
 * on. Where the columns would become too narrow, a stretch of them is shown.
 *
 * @param plot the cells
 * @param rows number of rows
 * @param columns number of columns in all
 * @param first column that is shown at the left
 * @param shown number of columns that are shown
 */
public record BlockLayout(Box plot, int rows, int columns, int first, int shown) {
    /** Columns are at least this wide. */
    static final double NARROWEST = 13;

    private static final double RIGHT = 14;
    private static final double TOP = 38;
    private static final double LEGEND = 52;
    private static final double TALLEST = 64;

    /**
     * The layout in a figure of this size.
     *
     * @param names width of the rows' names
     * @param first column to show at the left, if there are more than fit
     */
    static BlockLayout in(double width, double height, double names, BlockGrid grid, int first) {
        int rows = grid.kinds().size();
        int columns = grid.blocks().size();
        double across = Math.max(1, width - names - RIGHT);
        int room = Math.max(1, (int) (across / NARROWEST));
        int shown = Math.min(columns, room);
        double each = Math.min(TALLEST, (height - TOP - LEGEND) / Math.max(1, rows));
        Box plot = new Box(names, TOP, across, Math.max(1, each * rows));
        return new BlockLayout(
                plot, rows, columns, Math.clamp(first, 0, Math.max(0, columns - shown)), shown);
    }

    /** Whether some columns are out of sight. */
    public boolean scrolls() {
        return shown < columns;
    }

    /** The first column to show so that this one is seen, moved as little as possible. */
    public int showing(int column) {
        return Math.clamp(first, Math.max(0, column - shown + 1), Math.max(0, column));
    }

    /** Width of a column. */
    double columnWidth() {
        return plot.width() / Math.max(1, shown);
    }

    /** Height of a row. */
    double rowHeight() {
        return plot.height() / Math.max(1, rows);
    }

    /** Whether a column is in sight. */
    boolean shows(int column) {
        return column >= first && column < first + shown;
    }

    /** The place of a cell. */
    public Box cell(Cell cell) {
        return new Box(
                plot.x() + (cell.column() - first) * columnWidth(),
                plot.y() + cell.row() * rowHeight(),
                columnWidth(),
                rowHeight());
    }

    /** The cell at a place; empty outside the cells. */
    public Optional<Cell> cellAt(double x, double y) {
        int row = row(y);
        int column = column(x);
        return row < 0 || column < 0 ? Optional.empty() : Optional.of(new Cell(row, column));
    }

    /** The row whose name is at a place; -1 for none. */
    public int rowNamedAt(double x, double y) {
        return x < plot.x() ? row(y) : -1;
    }

    /** The column whose name is at a place; -1 for none. */
    public int columnNamedAt(double x, double y) {
        return y < plot.y() ? column(x) : -1;
    }

    /** The cell nearest to a place. */
    public Cell nearest(double x, double y) {
        int row = (int) Math.floor((y - plot.y()) / rowHeight());
        int column = (int) Math.floor((x - plot.x()) / columnWidth());
        return new Cell(Math.clamp(row, 0, rows - 1), first + Math.clamp(column, 0, shown - 1));
    }

    private int row(double y) {
        int row = (int) Math.floor((y - plot.y()) / rowHeight());
        return row >= 0 && row < rows ? row : -1;
    }

    private int column(double x) {
        int column = (int) Math.floor((x - plot.x()) / columnWidth());
        return column >= 0 && column < shown ? first + column : -1;
    }
}
