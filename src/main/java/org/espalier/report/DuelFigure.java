package org.espalier.report;

import org.espalier.analyze.Duel;
import org.espalier.analyze.Duel.Contender;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Style;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Methods against each other on one layer: bars for the error of its outputs, its starved rows and
 * the time, least in the accent; below, how much of what two methods prune is the same.
 */
public record DuelFigure(Duel duel) {
    private static final double LEFT = 88;
    private static final double GAP = 20;
    private static final double HEAD = 26;
    private static final double BETWEEN = 22;
    private static final double LABEL = 72;
    private static final double LEAST_ROW = 18;
    private static final double MOST_ROW = 30;
    private static final double MOST_CELL = 150;

    /** What is compared by bars. */
    private record Panel(
            String title, ToDoubleFunction<Contender> value, Function<Contender, String> label) {}

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        int count = duel.contenders().size();
        double row = Math.clamp((height - 2 * HEAD - BETWEEN) / (2 * count), LEAST_ROW, MOST_ROW);
        List<Panel> panels = panels();
        double panel = (width - LEFT - GAP * panels.size()) / panels.size();
        names(sketch, HEAD, row, palette);
        for (int i = 0; i < panels.size(); i++) {
            Box box = new Box(LEFT + i * (panel + GAP), HEAD, panel, row);
            bars(sketch, panels.get(i), box, palette);
        }
        double below = HEAD + count * row + BETWEEN;
        names(sketch, below + HEAD, row, palette);
        overlaps(sketch, new Box(LEFT, below, width - LEFT - GAP, row), palette);
        return sketch.figure("Methods on " + duel.layer().name(), this::data);
    }

    private List<Panel> panels() {
        return List.of(
                new Panel("output error", Contender::error, one -> share(one.error())),
                new Panel(
                        "starved rows",
                        Contender::starved,
                        one -> one.starved() + " of " + Numbers.count(duel.rows())),
                new Panel("time", Contender::seconds, one -> time(one.seconds())));
    }

    private static String share(double error) {
        return error == 0 ? "0" : Numbers.three(error * 100) + " %";
    }

    private static String time(double seconds) {
        return seconds < 1 ? Numbers.millis(seconds * 1000) : Numbers.three(seconds) + " s";
    }

    private void names(Sketch sketch, double top, double row, Palette palette) {
        for (int i = 0; i < duel.contenders().size(); i++) {
            double y = top + i * row + row / 2 + 4;
            sketch.text(LEFT - 10, y, method(i), Anchor.END, palette.text());
        }
    }

    private String method(int contender) {
        return duel.contenders().get(contender).method();
    }

    /** One bar below the other; {@code first} is the room of the first with its label. */
    private void bars(Sketch sketch, Panel panel, Box first, Palette palette) {
        title(sketch, first.x(), first.y() - 10, panel.title(), palette);
        List<Contender> all = duel.contenders();
        double most = all.stream().mapToDouble(panel.value()).max().orElse(0);
        double least = all.stream().mapToDouble(panel.value()).min().orElse(0);
        for (int i = 0; i < all.size(); i++) {
            double value = panel.value().applyAsDouble(all.get(i));
            double length = most == 0 ? 1 : Math.max(1, (first.width() - LABEL) * value / most);
            double y = first.y() + i * first.height();
            Ink ink = value == least ? palette.accent() : palette.base();
            double bar = first.height() - 8;
            sketch.fill(new Box(first.x(), y + 4, length, bar), 2, ink);
            String label = panel.label().apply(all.get(i));
            double x = first.x() + length + 6;
            sketch.text(x, y + first.height() / 2 + 4, label, Anchor.START, palette.text());
        }
    }

    private void overlaps(Sketch sketch, Box first, Palette palette) {
        title(
                sketch,
                first.x(),
                first.y(),
                "same weights pruned (of those that either prunes)",
                palette);
        int count = duel.contenders().size();
        double cell = Math.min(MOST_CELL, first.width() / count);
        for (int j = 0; j < count; j++) {
            double middle = first.x() + (j + 0.5) * cell;
            sketch.text(middle, first.y() + 18, method(j), Anchor.MIDDLE, palette.muted());
            for (int i = 0; i < count; i++) {
                double y = first.y() + HEAD + i * first.height();
                Box box = new Box(first.x() + j * cell + 1, y + 1, cell - 2, first.height() - 2);
                double same = duel.overlap()[i][j];
                Ink ink = palette.ground().towards(palette.accent(), 0.1 + 0.75 * same);
                sketch.fill(box, 2, i == j ? palette.empty() : ink);
                Ink text = i == j ? palette.muted() : ink.readable();
                String label = i == j ? "–" : Numbers.wholePercent(same);
                sketch.text(middle, y + first.height() / 2 + 4, label, Anchor.MIDDLE, text);
            }
        }
    }

    private static void title(Sketch sketch, double x, double y, String text, Palette palette) {
        sketch.text(x, y, text, new Style(Sketch.TEXT, true, Anchor.START, palette.text()));
    }

    private DataTable data() {
        List<String> header =
                new ArrayList<>(
                        List.of("method", "output_error", "sparsity", "starved_rows", "seconds"));
        duel.contenders().forEach(one -> header.add("overlap_with_" + one.method()));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < duel.contenders().size(); i++) {
            Contender one = duel.contenders().get(i);
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    one.method(),
                                    Double.toString(one.error()),
                                    Double.toString(one.sparsity()),
                                    Integer.toString(one.starved()),
                                    Double.toString(one.seconds())));
            for (double overlap : duel.overlap()[i]) {
                row.add(Double.toString(overlap));
            }
            rows.add(row);
        }
        return new DataTable(header, rows);
    }
}
