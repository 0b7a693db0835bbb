package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Accuracy of each class after compression, less the accuracy before. Where not all classes fit,
 * those that changed most are shown. A class without samples has no bar.
 *
 * @param classes names
 * @param differences of accuracies, as fractions; NaN for a class without samples
 */
public record ClassFigure(List<String> classes, double[] differences) {
    private static final double NAMES = 92;
    private static final double VALUES = 46;
    private static final double LEAST_ROW = 13;
    private static final double MOST_ROW = 26;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        DoubleSummaryStatistics known =
                Arrays.stream(differences).filter(Double::isFinite).summaryStatistics();
        double reach = Math.max(0.005, Math.max(known.getMax(), -known.getMin()));
        double low = known.getMin() < 0 ? -reach : 0;
        double high = known.getMax() > 0 ? reach : 0;
        double start = NAMES + (low < 0 ? VALUES : 0);
        Scale x = new Scale(low, high, start, Math.max(start + 1, width - VALUES));
        int[] shown = shown(height);
        double row = row(height);
        for (int place = 0; place < shown.length; place++) {
            row(sketch, x, shown[place], (place + 0.5) * row, row, palette);
        }
        double end = row * shown.length;
        sketch.line(x.at(0), 0, x.at(0), end, Stroke.solid(palette.grid(), 1));
        return sketch.figure("Accuracy by class, candidate less baseline", this::data);
    }

    /** The class drawn at a place of a figure of this height; -1 where there is none. */
    public int at(double y, double height) {
        int[] shown = shown(height);
        int place = (int) Math.floor(y / row(height));
        return place >= 0 && place < shown.length ? shown[place] : -1;
    }

    private double row(double height) {
        return Math.min(MOST_ROW, (height - 4) / Math.max(1, shown(height).length));
    }

    private int[] shown(double height) {
        int room = (int) Math.max(1, (height - 4) / LEAST_ROW);
        IntStream all = IntStream.range(0, differences.length);
        return room >= differences.length
                ? all.toArray()
                : all.boxed()
                        .sorted(Comparator.comparingDouble(i -> -change(i)))
                        .limit(room)
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray();
    }

    private double change(int i) {
        return Double.isNaN(differences[i]) ? 0 : Math.abs(differences[i]);
    }

    private void row(Sketch sketch, Scale x, int i, double middle, double row, Palette palette) {
        double difference = differences[i];
        String name = ShortNames.cut(classes.get(i), 14);
        sketch.text(4, middle + 4, name, Anchor.START, palette.muted());
        if (Double.isNaN(difference)) {
            return;
        }
        double from = Math.min(x.at(0), x.at(difference));
        double length = Math.abs(x.at(difference) - x.at(0));
        Ink ink = difference < 0 ? palette.loss() : palette.accent();
        sketch.fill(new Box(from, middle - row * 0.3, length, row * 0.6), 1.5, ink);
        String value = Numbers.signed(difference * 100, 1);
        boolean left = difference < 0;
        double at = left ? from - 5 : from + length + 5;
        sketch.text(at, middle + 4, value, left ? Anchor.END : Anchor.START, palette.text());
    }

    private DataTable data() {
        return new DataTable(
                List.of("class", "accuracy_difference"),
                IntStream.range(0, differences.length)
                        .mapToObj(i -> List.of(classes.get(i), Double.toString(differences[i])))
                        .toList());
    }
}
