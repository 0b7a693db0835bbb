package org.espalier.report;

import org.espalier.analyze.SensitivityTable;
import org.espalier.report.BlockGrid.Cell;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;
import org.espalier.report.Shape.Style;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A deep network in little room: blocks across, kinds of layers down, a cell for each layer that is
 * coloured by the damage of pruning it or by its sparsity. What a proposed schedule would make of a
 * sparsity is shown in the lower part of its cell.
 *
 * @param layers the schedule, the damage and what is selected, layer by layer
 * @param colour what the colours stand for
 * @param view what of it is looked at
 */
public record BlockFigure(BlockGrid grid, SensitivityFigure layers, Colour colour, View view) {
    private static final double LETTER = 6.2;
    private static final double LEGEND = 16;
    private static final double GAP = 1;
    private static final double LEAST_NAMES = 40;

    /** What the colours stand for. */
    public sealed interface Colour {
        /** How much each layer loses. */
        record Sparsity() implements Colour {}

        /**
         * What pruning each layer alone does.
         *
         * @param at sparsity of all layers; null for the one that each has in the schedule
         */
        record Damage(@Nullable Double at) implements Colour {}
    }

    /**
     * What is looked at.
     *
     * @param cursor the cell that keys act from
     * @param first column at the left, where not all are shown at once
     */
    public record View(Cell cursor, int first) {}

    /** Where things are in a figure of this size. */
    public BlockLayout layout(double width, double height) {
        int widest = grid.kinds().stream().mapToInt(String::length).max().orElse(0);
        double names = Math.min(widest * LETTER + 18, Math.max(LEAST_NAMES, width / 3));
        return BlockLayout.in(width, height, names, grid, view.first());
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        BlockLayout layout = layout(width, height);
        DamageScale scale = scale();
        cells(sketch, layout, scale, palette);
        rowNames(sketch, layout, palette);
        columnNames(sketch, layout, palette);
        ramp(scale, palette)
                .draw(sketch, layout.plot().x(), layout.plot().bottom() + LEGEND, palette);
        selection(sketch, layout, palette);
        cursor(sketch, layout, palette);
        return sketch.figure("Layers by block and kind", this::data);
    }

    private Ramp ramp(DamageScale scale, Palette palette) {
        return switch (colour) {
            case Colour.Sparsity share -> new Ramp(palette.sparsity(), "0 %", "100 % removed");
            case Colour.Damage damage -> scale.ramp(palette);
        };
    }

    /** Up to the greatest damage in the grid, so that the layers can be told apart. */
    private DamageScale scale() {
        double greatest =
                grid.all().stream()
                        .mapToDouble(this::damage)
                        .filter(damage -> !Double.isNaN(damage))
                        .max()
                        .orElse(0);
        return DamageScale.upTo(greatest, layers.table().measure());
    }

    // ---- cells

    private void cells(Sketch sketch, BlockLayout layout, DamageScale scale, Palette palette) {
        for (int row = 0; row < layout.rows(); row++) {
            for (int i = 0; i < layout.shown(); i++) {
                Cell cell = new Cell(row, layout.first() + i);
                int layer = grid.layer(cell);
                if (layer >= 0) {
                    cell(sketch, inner(layout.cell(cell), 0), layer, scale, palette);
                }
            }
        }
    }

    private void cell(Sketch sketch, Box box, int layer, DamageScale scale, Palette palette) {
        String text;
        Ink ground;
        if (colour instanceof Colour.Damage) {
            double damage = damage(layer);
            scale.cell(sketch, box, damage, palette);
            boolean known = !Double.isNaN(damage);
            text = known ? scale.brief(damage) : "";
            ground = known ? scale.ink(damage, palette) : palette.empty();
        } else {
            ground = palette.sparsity().at(sparsity(layer));
            sketch.fill(box, ground);
            text = Numbers.wholePercent(sparsity(layer));
            if (proposes()) {
                text += " → " + Numbers.wholePercent(proposed(layer));
                double part = box.height() * 0.3;
                Box lower = new Box(box.x(), box.bottom() - part, box.width(), part);
                sketch.fill(lower, palette.sparsity().at(proposed(layer)));
            }
        }
        write(sketch, box, layer, text, ground.readable());
    }

    /** Its value, what is special about it, and a dot in the corner if it is locked. */
    private void write(Sketch sketch, Box box, int layer, String text, Ink ink) {
        double middle = box.x() + box.width() / 2;
        String mark = mark(layer);
        boolean both = !mark.isEmpty() && box.height() >= 34;
        double line = box.y() + box.height() / 2 + (both || proposes() ? -2 : 4);
        if (fits(text, box) && box.height() >= 14) {
            sketch.text(middle, line, text, Anchor.MIDDLE, ink);
            if (both && fits(mark, box)) {
                sketch.text(middle, line + 14, mark, Anchor.MIDDLE, ink);
            }
        }
        if (layers.locked()[layer]) {
            double radius = Math.min(3, box.width() / 5);
            Point corner = new Point(box.right() - radius - 2, box.y() + radius + 2);
            sketch.circle(corner, radius, ink, Stroke.NONE);
        }
    }

    private static boolean fits(String text, Box box) {
        return !text.isEmpty() && text.length() * LETTER + 4 <= box.width();
    }

    // ---- names

    private void rowNames(Sketch sketch, BlockLayout layout, Palette palette) {
        Set<Integer> chosen = layers.highlight().chosen();
        int room = (int) ((layout.plot().x() - 16) / LETTER);
        for (int row = 0; row < layout.rows(); row++) {
            boolean held = grid.layers().get(row).stream().anyMatch(chosen::contains);
            Box box = layout.cell(new Cell(row, layout.first()));
            Style style = style(held, Anchor.END, palette);
            String name = ShortNames.cut(grid.kinds().get(row), room);
            sketch.text(layout.plot().x() - 8, box.y() + box.height() / 2 + 4, name, style);
        }
    }

    /** Where they stand too close, every few columns. */
    private void columnNames(Sketch sketch, BlockLayout layout, Palette palette) {
        double top = layout.plot().y();
        sketch.text(layout.plot().x() - 8, top - 8, "block", Anchor.END, palette.muted());
        int widest = grid.blocks().stream().mapToInt(String::length).max().orElse(1);
        int every = (int) Math.ceil((widest * LETTER + 5) / layout.columnWidth());
        for (int i = 0; i < layout.shown(); i++) {
            int column = layout.first() + i;
            if (column % every == 0) {
                Box box = layout.cell(new Cell(0, column));
                Style style = style(held(column), Anchor.MIDDLE, palette);
                double middle = box.x() + box.width() / 2;
                sketch.text(middle, top - 8, grid.blocks().get(column), style);
            }
        }
    }

    private boolean held(int column) {
        return grid.layers().stream()
                .map(row -> row.get(column))
                .anyMatch(layers.highlight().chosen()::contains);
    }

    private static Style style(boolean held, Anchor anchor, Palette palette) {
        return new Style(Sketch.TEXT, held, anchor, held ? palette.accent() : palette.muted());
    }

    // ---- selection

    /** A line around what is selected, on a ground of its own so that it stands out anywhere. */
    private void selection(Sketch sketch, BlockLayout layout, Palette palette) {
        List<Edge> edges = new ArrayList<>();
        for (int row = 0; row < layout.rows(); row++) {
            for (int i = 0; i < layout.shown(); i++) {
                edges(new Cell(row, layout.first() + i), layout, edges);
            }
        }
        edges.forEach(edge -> edge.draw(sketch, Stroke.solid(palette.ground(), 4)));
        edges.forEach(edge -> edge.draw(sketch, Stroke.solid(palette.text(), 1.8)));
    }

    private record Edge(double x1, double y1, double x2, double y2) {
        void draw(Sketch sketch, Stroke stroke) {
            sketch.line(x1, y1, x2, y2, stroke);
        }
    }

    private void edges(Cell cell, BlockLayout layout, List<Edge> edges) {
        if (!selected(cell.row(), cell.column())) {
            return;
        }
        boolean goesOn = selected(cell.row(), cell.column() + 1);
        boolean goesDown = selected(cell.row() + 1, cell.column());
        Box box = layout.cell(cell);
        double right = box.right() - (goesOn ? 0 : GAP);
        double bottom = box.bottom() - (goesDown ? 0 : GAP);
        if (!selected(cell.row() - 1, cell.column())) {
            edges.add(new Edge(box.x(), box.y(), right, box.y()));
        }
        if (!goesDown) {
            edges.add(new Edge(box.x(), bottom, right, bottom));
        }
        if (!selected(cell.row(), cell.column() - 1)) {
            edges.add(new Edge(box.x(), box.y(), box.x(), bottom));
        }
        if (!goesOn) {
            edges.add(new Edge(right, box.y(), right, bottom));
        }
    }

    private boolean selected(int row, int column) {
        boolean inside =
                row >= 0
                        && row < grid.kinds().size()
                        && column >= 0
                        && column < grid.blocks().size();
        int layer = inside ? grid.layer(new Cell(row, column)) : -1;
        return layer >= 0 && layers.highlight().holds(layer);
    }

    private void cursor(Sketch sketch, BlockLayout layout, Palette palette) {
        if (layout.shows(view.cursor().column())) {
            Box box = layout.cell(view.cursor());
            sketch.outline(inner(box, 2.9), Stroke.solid(palette.ground(), 3.4));
            sketch.outline(inner(box, 2.7), Stroke.solid(palette.accent(), 2.2));
        }
    }

    private static Box inner(Box cell, double inset) {
        double less = GAP + 2 * inset;
        return new Box(
                cell.x() + inset, cell.y() + inset, cell.width() - less, cell.height() - less);
    }

    // ---- values

    private double sparsity(int layer) {
        return layers.line()[layer];
    }

    private boolean proposes() {
        return layers.highlight().proposed().length > 0 && colour instanceof Colour.Sparsity;
    }

    private double proposed(int layer) {
        return layers.highlight().proposed()[layer];
    }

    private String mark(int layer) {
        List<String> marks = layers.highlight().marks();
        return marks.isEmpty() ? "" : marks.get(layer);
    }

    /** Damage at the sparsity in question; NaN if it is not known. */
    private double damage(int layer) {
        SensitivityTable table = layers.table();
        double at =
                colour instanceof Colour.Damage damage && damage.at() != null
                        ? damage.at()
                        : sparsity(layer);
        int column = Arrays.binarySearch(table.sparsities(), at);
        double[] known = table.damage()[layer];
        if (column >= 0) {
            return known[column];
        }
        return Arrays.stream(known).allMatch(Double::isNaN)
                ? Double.NaN
                : table.damageAt(layer, at);
    }

    private DataTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (int column = 0; column < grid.blocks().size(); column++) {
            for (int row = 0; row < grid.kinds().size(); row++) {
                int layer = grid.layer(new Cell(row, column));
                if (layer >= 0) {
                    rows.add(row(row, column, layer));
                }
            }
        }
        List<String> header = List.of("block", "kind", "layer", "schedule", "locked", "damage");
        return new DataTable(proposes() ? with(header, "proposed") : header, rows);
    }

    private List<String> row(int row, int column, int layer) {
        double damage = damage(layer);
        List<String> cells =
                List.of(
                        grid.blocks().get(column),
                        grid.kinds().get(row),
                        layers.table().layers().get(layer).name(),
                        Double.toString(sparsity(layer)),
                        Boolean.toString(layers.locked()[layer]),
                        Double.isNaN(damage) ? "" : Double.toString(damage));
        return proposes() ? with(cells, Double.toString(proposed(layer))) : cells;
    }

    private static List<String> with(List<String> cells, String more) {
        List<String> longer = new ArrayList<>(cells);
        longer.add(more);
        return longer;
    }
}
