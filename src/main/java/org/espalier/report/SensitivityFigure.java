package org.espalier.report;

import org.espalier.analyze.SensitivityTable;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;
import org.espalier.report.Shape.Style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Layers by sparsity, coloured by damage, with the schedule drawn over it as a line with a handle
 * for each layer, and under it how many weights each layer has and keeps.
 *
 * @param table damage; cells that are not known yet are hatched
 * @param line the schedule: a sparsity per layer of the table
 * @param locked whether presets leave the layer as it is
 * @param weights number of weights per layer
 * @param selected index of the selected layer; -1 for none
 */
public record SensitivityFigure(
        SensitivityTable table, double[] line, boolean[] locked, long[] weights, int selected) {
    private static final double SEPARABLE = 6;
    private static final double HANDLE = 5.5;
    private static final double LETTER = 5.9;

    /** Where things are in a figure of this size. */
    public HeatmapLayout layout(double width, double height) {
        return HeatmapLayout.in(width, height, table.layers().size(), rows());
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        HeatmapLayout layout = layout(width, height);
        cells(sketch, layout, palette);
        axis(sketch, layout, palette);
        strip(sketch, layout, palette);
        names(sketch, layout, palette);
        legend(sketch, layout, palette);
        selection(sketch, layout, palette);
        schedule(sketch, layout, palette);
        return sketch.figure("Sensitivity by layer and sparsity", this::data);
    }

    /** Damage at which the colours end. */
    public double fullScale() {
        return switch (table.measure()) {
            case ACCURACY_DROP -> 0.2;
            case OUTPUT_ERROR -> 0.5;
            case KL_DIVERGENCE -> 1.0;
            case COSINE_DISTANCE -> 0.2;
        };
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
        double gap = layout.columnWidth() >= SEPARABLE ? 1 : 0;
        for (int layer = 0; layer < layout.layers(); layer++) {
            for (int row = 0; row < layout.sparsities().size(); row++) {
                Box cell = layout.cell(layer, row);
                Box inner = new Box(cell.x(), cell.y(), cell.width() - gap, cell.height() - gap);
                cell(sketch, inner, damage(layer, row), palette);
            }
        }
    }

    private void cell(Sketch sketch, Box box, double damage, Palette palette) {
        if (Double.isNaN(damage)) {
            sketch.fill(box, palette.empty());
            sketch.line(
                    box.x() + box.width() * 0.15,
                    box.bottom() - box.height() * 0.15,
                    box.right() - box.width() * 0.15,
                    box.y() + box.height() * 0.15,
                    Stroke.solid(palette.base().withOpacity(0.6), 0.8));
        } else {
            sketch.fill(box, palette.damage().at(damage / fullScale()));
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

    private void names(Sketch sketch, HeatmapLayout layout, Palette palette) {
        int letters = 6;
        int every = (int) Math.ceil(letters * LETTER * 0.8 / layout.columnWidth());
        int room = (int) (layout.columnWidth() * every / LETTER);
        double y = layout.strip().bottom() + 16;
        for (int i = 0; i < layout.layers(); i += every) {
            boolean chosen = i == selected;
            Ink ink = chosen ? palette.accent() : palette.muted();
            String name = ShortNames.fitting(table.layers().get(i).name(), room);
            sketch.text(layout.x(i), y, name, new Style(Sketch.TEXT, chosen, Anchor.MIDDLE, ink));
        }
    }

    private void legend(Sketch sketch, HeatmapLayout layout, Palette palette) {
        double x = layout.plot().x();
        double y = layout.strip().bottom() + 26;
        int steps = 44;
        for (int i = 0; i < steps; i++) {
            Ink ink = palette.damage().at(i / (steps - 1.0));
            sketch.fill(new Box(x + i * 5, y, 5.5, 9), ink);
        }
        double under = y + 22;
        sketch.text(x, under, "0", Anchor.START, palette.muted());
        sketch.text(x + steps * 5, under, "≥ " + scaleEnd(), Anchor.END, palette.muted());
    }

    private String scaleEnd() {
        return switch (table.measure()) {
            case ACCURACY_DROP -> Numbers.fixed(fullScale() * 100, 0) + " pp accuracy drop";
            case OUTPUT_ERROR -> Numbers.wholePercent(fullScale()) + " output error";
            case KL_DIVERGENCE -> Numbers.fixed(fullScale(), 1) + " nats KL";
            case COSINE_DISTANCE -> Numbers.fixed(fullScale(), 1) + " cosine distance";
        };
    }

    private void selection(Sketch sketch, HeatmapLayout layout, Palette palette) {
        if (selected >= 0) {
            sketch.outline(layout.column(selected), Stroke.solid(palette.accent(), 2));
        }
    }

    private void schedule(Sketch sketch, HeatmapLayout layout, Palette palette) {
        double slant = Math.min(2, layout.columnWidth() / 4);
        double half = layout.columnWidth() / 2;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < layout.layers(); i++) {
            double y = layout.y(line[i]);
            points.add(new Point(layout.x(i) - half + slant / 2, y));
            points.add(new Point(layout.x(i) + half - slant / 2, y));
        }
        sketch.polyline(points, Stroke.solid(palette.schedule(), 2.4));
        if (layout.columnWidth() >= 2 * HANDLE) {
            IntStream.range(0, layout.layers()).forEach(i -> handle(sketch, layout, palette, i));
        }
    }

    private void handle(Sketch sketch, HeatmapLayout layout, Palette palette, int i) {
        boolean chosen = i == selected;
        Ink fill = locked[i] ? palette.schedule() : palette.ground();
        Point centre = new Point(layout.x(i), layout.y(line[i]));
        double radius = chosen ? HANDLE + 2.5 : HANDLE;
        sketch.circle(centre, radius, fill, Stroke.solid(palette.schedule(), chosen ? 3 : 1.6));
    }

    private DataTable data() {
        List<String> header = new ArrayList<>(List.of("layer", "weights", "schedule", "locked"));
        rows().forEach(sparsity -> header.add(Double.toString(sparsity)));
        return new DataTable(
                header, IntStream.range(0, table.layers().size()).mapToObj(this::row).toList());
    }

    private List<String> row(int layer) {
        List<String> cells = new ArrayList<>();
        cells.add(table.layers().get(layer).name());
        cells.add(Long.toString(weights[layer]));
        cells.add(Double.toString(line[layer]));
        cells.add(Boolean.toString(locked[layer]));
        for (int row = 0; row < rows().size(); row++) {
            double damage = damage(layer, row);
            cells.add(Double.isNaN(damage) ? "" : Double.toString(damage));
        }
        return cells;
    }
}
