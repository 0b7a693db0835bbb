package org.espalier.report;

import org.espalier.analyze.SensitivityTable;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Damage of one layer alone against sparsity, a curve per method.
 *
 * @param tables of one measure, the same layers in each
 * @param layer index in the tables
 * @param sparsity marked on the axis
 * @param chosen key of the method in use
 */
public record DamageFigure(
        List<SensitivityTable> tables, int layer, double sparsity, String chosen) {
    private static final double LEFT = 40;
    private static final double FOOT = 36;
    private static final double CHOSEN = 2;

    /** So broad that it is seen behind a chosen one that takes the same way. */
    private static final double OTHER = 5;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale x = new Scale(0, 1, LEFT, width - 8);
        Scale y = new Scale(0, highest(), height - FOOT, 8);
        axes(sketch, x, y, palette);
        Legend legend = new Legend(sketch, LEFT, height - 4, palette);
        List<Ink> inks = inks(palette);
        for (int i : order()) {
            Stroke stroke =
                    chosen(i)
                            ? Stroke.solid(inks.get(i), CHOSEN)
                            : Stroke.solid(inks.get(i).withOpacity(0.5), OTHER);
            sketch.polyline(points(tables.get(i), x, y), stroke);
        }
        for (int i = 0; i < tables.size(); i++) {
            legend.entry(tables.get(i).method(), inks.get(i));
        }
        double at = x.at(sparsity);
        sketch.line(at, y.to(), at, y.from(), new Stroke(palette.schedule(), 1.2, true));
        return sketch.figure("Damage of this layer alone", this::data);
    }

    /** The chosen one has the accent. */
    private List<Ink> inks(Palette palette) {
        List<Ink> others = List.of(palette.base(), palette.candidate(), palette.loss());
        List<Ink> inks = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            inks.add(chosen(i) ? palette.accent() : others.get(i % others.size()));
        }
        return inks;
    }

    /** The chosen one last, over the others. */
    private List<Integer> order() {
        return IntStream.range(0, tables.size())
                .boxed()
                .sorted(Comparator.comparing(this::chosen))
                .toList();
    }

    private boolean chosen(int table) {
        return tables.get(table).method().equals(chosen);
    }

    private void axes(Sketch sketch, Scale x, Scale y, Palette palette) {
        for (double tick : y.ticks(3)) {
            sketch.line(x.from(), y.at(tick), x.to(), y.at(tick), Stroke.solid(palette.grid(), 1));
            String label = unit(tick);
            sketch.text(LEFT - 6, y.at(tick) + 4, label, Anchor.END, palette.muted());
        }
        for (double tick : new double[] {0, 0.5, 1}) {
            double at = x.at(tick);
            Anchor anchor = tick == 1 ? Anchor.END : Anchor.MIDDLE;
            String label = Numbers.wholePercent(tick);
            sketch.text(at, y.from() + 14, label, anchor, palette.muted());
        }
    }

    private String unit(double damage) {
        if (damage == 0) {
            return "0";
        }
        return switch (measure()) {
            case OUTPUT_ERROR, ACCURACY_DROP -> Numbers.three(damage * 100) + " %";
            case KL_DIVERGENCE, COSINE_DISTANCE -> Numbers.three(damage);
        };
    }

    private SensitivityTable.Measure measure() {
        return tables.isEmpty()
                ? SensitivityTable.Measure.OUTPUT_ERROR
                : tables.getFirst().measure();
    }

    private double highest() {
        double highest = 1e-6;
        for (SensitivityTable table : tables) {
            for (double damage : table.damage()[layer]) {
                highest = Double.isNaN(damage) ? highest : Math.max(highest, damage);
            }
        }
        return highest * 1.05;
    }

    private List<Point> points(SensitivityTable table, Scale x, Scale y) {
        List<Point> points = new ArrayList<>(List.of(new Point(x.at(0), y.at(0))));
        for (int i = 0; i < table.sparsities().length; i++) {
            double damage = table.damage()[layer][i];
            if (!Double.isNaN(damage)) {
                points.add(new Point(x.at(table.sparsities()[i]), y.at(Math.max(0, damage))));
            }
        }
        return points;
    }

    private DataTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (SensitivityTable table : tables) {
            for (int i = 0; i < table.sparsities().length; i++) {
                double damage = table.damage()[layer][i];
                rows.add(
                        List.of(
                                table.method(),
                                Double.toString(table.sparsities()[i]),
                                Double.isNaN(damage) ? "" : Double.toString(damage)));
            }
        }
        return new DataTable(List.of("method", "sparsity", "damage"), rows);
    }
}
