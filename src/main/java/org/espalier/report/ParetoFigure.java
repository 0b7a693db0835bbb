package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;
import org.espalier.report.Shape.Style;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All runs by two measures: those that no other run beats in both are joined by a line, the Pareto
 * front. The area of a bubble is the model's size.
 *
 * @param runs with their measures
 * @param base index of the baseline
 * @param selected index of the candidate
 */
public record ParetoFigure(List<Run> runs, Axis across, Axis up, int base, int selected) {
    private static final double LEFT = 62;
    private static final double RIGHT = 24;
    private static final double TOP = 30;
    private static final double FOOT = 44;
    private static final double LARGEST = 13;
    private static final double SMALLEST = 4;
    private static final double REACH = 6;

    /**
     * A run.
     *
     * @param across measure on the horizontal axis; NaN if unknown
     * @param up measure on the vertical axis; NaN if unknown
     * @param bytes of the model
     */
    public record Run(String name, double across, double up, double bytes) {
        boolean known() {
            return Double.isFinite(across) && Double.isFinite(up);
        }
    }

    /**
     * A measure.
     *
     * @param title with its unit
     * @param moreIsBetter whether a run should have much of it
     * @param text writes a value
     */
    public record Axis(String title, boolean moreIsBetter, DoubleFunction<String> text) {
        /** Positive if {@code a} is better than {@code b}. */
        int compare(double a, double b) {
            return moreIsBetter ? Double.compare(a, b) : Double.compare(b, a);
        }
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale x = horizontal(width);
        Scale y = vertical(height);
        axes(sketch, x, y, palette);
        List<Point> line = front().stream().map(i -> at(i, x, y)).toList();
        if (line.size() > 1) {
            sketch.polyline(line, Stroke.solid(palette.accent(), 1.5));
        }
        List<Integer> front = front();
        for (int i : known()) {
            boolean named = i == base || i == selected;
            Ink ink = front.contains(i) ? palette.accent() : palette.base().withOpacity(0.5);
            Ink fill = i == selected ? palette.candidate() : ink;
            Stroke edge = named ? Stroke.solid(palette.text(), 1.2) : Stroke.NONE;
            sketch.circle(at(i, x, y), radius(i), fill, edge);
        }
        names(sketch, x, y, palette);
        return sketch.figure("All runs: " + up.title() + " against " + across.title(), this::data);
    }

    /** Runs that no other beats in both measures, from left to right. */
    public List<Integer> front() {
        return known().stream()
                .filter(i -> known().stream().noneMatch(other -> beats(other, i)))
                .sorted(Comparator.comparingDouble(i -> runs.get(i).across()))
                .toList();
    }

    private boolean beats(int a, int b) {
        int across = this.across.compare(runs.get(a).across(), runs.get(b).across());
        int up = this.up.compare(runs.get(a).up(), runs.get(b).up());
        return across >= 0 && up >= 0 && across + up > 0;
    }

    /** The run drawn at a place of a figure of this size; -1 where there is none. */
    public int at(double px, double py, double width, double height) {
        Scale x = horizontal(width);
        Scale y = vertical(height);
        return known().stream()
                .filter(i -> distance(at(i, x, y), px, py) <= radius(i) + REACH)
                .min(Comparator.comparingDouble(i -> distance(at(i, x, y), px, py)))
                .orElse(-1);
    }

    /** Where a run is drawn in a figure of this size. */
    public Point place(int run, double width, double height) {
        return at(run, horizontal(width), vertical(height));
    }

    private static double distance(Point point, double x, double y) {
        return Math.hypot(point.x() - x, point.y() - y);
    }

    private List<Integer> known() {
        return IntStream.range(0, runs.size()).filter(i -> runs.get(i).known()).boxed().toList();
    }

    private Point at(int i, Scale x, Scale y) {
        return new Point(x.at(runs.get(i).across()), y.at(runs.get(i).up()));
    }

    private double radius(int i) {
        double largest = runs.stream().mapToDouble(Run::bytes).max().orElse(1);
        return Math.max(SMALLEST, LARGEST * Math.sqrt(runs.get(i).bytes() / largest));
    }

    private Scale horizontal(double width) {
        return scale(Run::across, LEFT + LARGEST, Math.max(LEFT + LARGEST + 1, width - RIGHT));
    }

    private Scale vertical(double height) {
        return scale(Run::up, Math.max(TOP + 1, height - FOOT), TOP);
    }

    private Scale scale(ToDoubleFunction<Run> measure, double from, double to) {
        double[] values = runs.stream().filter(Run::known).mapToDouble(measure).sorted().toArray();
        double low = values.length == 0 ? 0 : values[0];
        double high = values.length == 0 ? 1 : values[values.length - 1];
        double room = high > low ? 0.12 * (high - low) : Math.max(1e-9, Math.abs(high) * 0.1);
        return new Scale(low - room, high + room, from, to);
    }

    private void axes(Sketch sketch, Scale x, Scale y, Palette palette) {
        double left = x.from() - LARGEST;
        for (double tick : y.ticks(4)) {
            double at = y.at(tick);
            sketch.line(left, at, x.to(), at, Stroke.solid(palette.grid(), 1));
            sketch.text(left - 6, at + 4, up.text().apply(tick), Anchor.END, palette.muted());
        }
        for (double tick : x.ticks(4)) {
            sketch.text(
                    x.at(tick),
                    y.from() + 16,
                    across.text().apply(tick),
                    Anchor.MIDDLE,
                    palette.muted());
        }
        sketch.text(x.to(), y.from() + 33, across.title(), Anchor.END, palette.muted());
        sketch.text(4, TOP - 18, up.title(), Anchor.START, palette.muted());
    }

    private void names(Sketch sketch, Scale x, Scale y, Palette palette) {
        if (selected >= 0 && selected < runs.size() && runs.get(selected).known()) {
            name(sketch, at(selected, x, y), "selected", -radius(selected) - 5, palette);
        }
        if (base != selected && base >= 0 && base < runs.size() && runs.get(base).known()) {
            name(sketch, at(base, x, y), "baseline", radius(base) + 13, palette);
        }
    }

    private static void name(Sketch sketch, Point at, String name, double below, Palette palette) {
        boolean right = at.x() > sketch.width() - 50;
        Style style =
                new Style(Sketch.TEXT, true, right ? Anchor.END : Anchor.MIDDLE, palette.text());
        sketch.text(right ? at.x() + RIGHT - 4 : at.x(), at.y() + below, name, style);
    }

    private DataTable data() {
        List<Integer> front = front();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            rows.add(
                    List.of(
                            run.name(),
                            Double.toString(run.across()),
                            Double.toString(run.up()),
                            Double.toString(run.bytes()),
                            front.contains(i) ? "yes" : "no"));
        }
        return new DataTable(
                List.of("run", across.title(), up.title(), "size_bytes", "on_front"), rows);
    }
}
