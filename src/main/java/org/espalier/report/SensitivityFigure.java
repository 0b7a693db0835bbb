package org.espalier.report;

import org.espalier.analyze.SensitivityTable;
import org.espalier.model.LayerId;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Layers by sparsity, coloured by damage, with the schedule drawn over it as a line with a handle
 * for each layer, and under it how many weights each layer has and keeps. A proposed schedule is a
 * dashed line over the one in hand.
 *
 * @param table damage; cells that are not known yet are hatched
 * @param line the schedule: a sparsity per layer of the table
 * @param locked whether presets leave the layer as it is
 * @param weights number of weights per layer
 * @param highlight what stands out
 */
public record SensitivityFigure(
        SensitivityTable table,
        double[] line,
        boolean[] locked,
        long[] weights,
        Highlight highlight) {
    private static final double SEPARABLE = 6;
    private static final double HANDLE = 5.5;

    /**
     * What stands out in the figure.
     *
     * @param lead index of the layer that keys act on; -1 for none
     * @param chosen all selected layers
     * @param proposed another schedule to compare with, a sparsity per layer; empty for none
     * @param marks what to write above each layer's handle; empty for nothing
     */
    public record Highlight(int lead, Set<Integer> chosen, double[] proposed, List<String> marks) {
        /** Nothing does. */
        public static final Highlight NONE = of(-1);

        /** One layer alone, no other schedule. */
        public static Highlight of(int lead) {
            return new Highlight(lead, Set.of(), new double[0], List.of());
        }

        /** Whether a layer is selected. */
        boolean holds(int layer) {
            return layer == lead || chosen.contains(layer);
        }
    }

    /** Where things are in a figure of this size. */
    public HeatmapLayout layout(double width, double height) {
        return HeatmapLayout.in(width, height, names(width).height(), layerCount(), rows());
    }

    private ColumnNames names(double width) {
        return ColumnNames.fitting(
                table.layers().stream().map(LayerId::name).toList(),
                HeatmapLayout.across(width) / Math.max(1, layerCount()));
    }

    private int layerCount() {
        return table.layers().size();
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        HeatmapLayout layout = layout(width, height);
        cells(sketch, layout, palette);
        axis(sketch, layout, palette);
        strip(sketch, layout, palette);
        ColumnNames names = names(width);
        double under = layout.strip().bottom() + 4;
        names.draw(sketch, layout::x, under, highlight, palette);
        scale().ramp(palette).draw(sketch, layout.plot().x(), under + names.height() + 8, palette);
        selection(sketch, layout, palette);
        schedule(sketch, layout, palette);
        return sketch.figure("Sensitivity by layer and sparsity", this::data);
    }

    private DamageScale scale() {
        return DamageScale.of(table.measure());
    }

    /** The table's sparsities, with 0 in front. */
    private List<Double> rows() {
        List<Double> rows = new ArrayList<>();
        if (table.sparsities().length == 0 || table.sparsities()[0] > 0) {
            rows.add(0.0);
        }
        for (double sparsity : table.sparsities()) {
            rows.add(sparsity);
        }
        return rows;
    }

    private double damage(int layer, int row) {
        int column = row - (rows().size() - table.sparsities().length);
        return column < 0 ? 0 : table.damage()[layer][column];
    }

    private void cells(Sketch sketch, HeatmapLayout layout, Palette palette) {
        DamageScale scale = scale();
        double gap = layout.columnWidth() >= SEPARABLE ? 1 : 0;
        for (int layer = 0; layer < layout.layers(); layer++) {
            for (int row = 0; row < layout.sparsities().size(); row++) {
                Box cell = layout.cell(layer, row);
                Box inner = new Box(cell.x(), cell.y(), cell.width() - gap, cell.height() - gap);
                scale.cell(sketch, inner, damage(layer, row), palette);
            }
        }
    }

    private void axis(Sketch sketch, HeatmapLayout layout, Palette palette) {
        double previous = Double.POSITIVE_INFINITY;
        for (double sparsity : layout.sparsities()) {
            double y = layout.y(sparsity);
            if (previous - y >= 13) {
                double x = layout.plot().x() - 8;
                String label = Numbers.wholePercent(sparsity);
                sketch.text(x, y + 4, label, Anchor.END, palette.muted());
                previous = y;
            }
        }
    }

    private void strip(Sketch sketch, HeatmapLayout layout, Palette palette) {
        Box strip = layout.strip();
        double most = Math.max(1, Arrays.stream(weights).max().orElse(1));
        double bar = Math.max(0.5, layout.columnWidth() * 0.6);
        sketch.text(strip.x() - 8, strip.y() + 28, "weights", Anchor.END, palette.muted());
        for (int i = 0; i < layout.layers(); i++) {
            double full = Math.max(1, weights[i] / most * strip.height());
            double kept = full * (1 - line[i]);
            double x = layout.x(i) - bar / 2;
            sketch.fill(new Box(x, strip.bottom() - full, bar, full), palette.grid());
            sketch.fill(new Box(x, strip.bottom() - kept, bar, kept), palette.accent());
        }
    }

    private void selection(Sketch sketch, HeatmapLayout layout, Palette palette) {
        if (highlight.chosen().size() > 1) {
            Ink tint = palette.accent().withOpacity(0.14);
            highlight.chosen().stream()
                    .sorted()
                    .forEach(layer -> sketch.fill(layout.column(layer), tint));
        }
        if (highlight.lead() >= 0) {
            sketch.outline(layout.column(highlight.lead()), Stroke.solid(palette.accent(), 2));
        }
    }

    private void schedule(Sketch sketch, HeatmapLayout layout, Palette palette) {
        sketch.polyline(steps(layout, line), Stroke.solid(palette.schedule(), 2.4));
        if (layout.columnWidth() >= 2 * HANDLE) {
            IntStream.range(0, layout.layers()).forEach(i -> handle(sketch, layout, palette, i));
        }
        if (highlight.proposed().length > 0) {
            List<Point> proposed = steps(layout, highlight.proposed());
            sketch.polyline(proposed, Stroke.solid(palette.ground().withOpacity(0.8), 4.5));
            sketch.polyline(proposed, new Stroke(palette.text(), 2.2, true));
        }
    }

    private static List<Point> steps(HeatmapLayout layout, double[] line) {
        double slant = Math.min(2, layout.columnWidth() / 4);
        double half = layout.columnWidth() / 2;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < layout.layers(); i++) {
            double y = layout.y(line[i]);
            points.add(new Point(layout.x(i) - half + slant / 2, y));
            points.add(new Point(layout.x(i) + half - slant / 2, y));
        }
        return points;
    }

    private void handle(Sketch sketch, HeatmapLayout layout, Palette palette, int i) {
        boolean chosen = i == highlight.lead();
        Ink fill = locked[i] ? palette.schedule() : palette.ground();
        Point centre = new Point(layout.x(i), layout.y(line[i]));
        double radius = chosen ? HANDLE + 2.5 : HANDLE;
        sketch.circle(centre, radius, fill, Stroke.solid(palette.schedule(), chosen ? 3 : 1.6));
        if (marked() && !highlight.marks().get(i).isEmpty()) {
            mark(sketch, layout, palette, i);
        }
    }

    /** Above the handle on a ground of its own; below it at the top of the plot. */
    private void mark(Sketch sketch, HeatmapLayout layout, Palette palette, int i) {
        String text = highlight.marks().get(i);
        double width = 6.5 * text.length() + 6;
        if (width > layout.columnWidth()) {
            return;
        }
        double above = layout.y(line[i]) - 24;
        double y = above < layout.plot().y() ? above + 34 : above;
        sketch.fill(new Box(layout.x(i) - width / 2, y, width, 14), palette.ground());
        sketch.text(layout.x(i), y + 11, text, Anchor.MIDDLE, palette.schedule());
    }

    private DataTable data() {
        List<String> header = new ArrayList<>(List.of("layer", "weights", "schedule", "locked"));
        if (highlight.proposed().length > 0) {
            header.add("proposed");
        }
        if (marked()) {
            header.add("mark");
        }
        rows().forEach(sparsity -> header.add(Double.toString(sparsity)));
        return new DataTable(
                header, IntStream.range(0, table.layers().size()).mapToObj(this::row).toList());
    }

    private boolean marked() {
        return highlight.marks().stream().anyMatch(mark -> !mark.isEmpty());
    }

    private List<String> row(int layer) {
        List<String> cells = new ArrayList<>();
        cells.add(table.layers().get(layer).name());
        cells.add(Long.toString(weights[layer]));
        cells.add(Double.toString(line[layer]));
        cells.add(Boolean.toString(locked[layer]));
        if (highlight.proposed().length > 0) {
            cells.add(Double.toString(highlight.proposed()[layer]));
        }
        if (marked()) {
            cells.add(highlight.marks().get(layer));
        }
        for (int row = 0; row < rows().size(); row++) {
            double damage = damage(layer, row);
            cells.add(Double.isNaN(damage) ? "" : Double.toString(damage));
        }
        return cells;
    }
}
