package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Accuracy of each class after compression, less the accuracy before.
 *
 * @param classes names
 * @param differences of accuracies, as fractions
 */
public record ClassFigure(List<String> classes, double[] differences) {
    private static final double NAMES = 92;
    private static final double VALUES = 46;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        double reach = Math.max(0.005, Arrays.stream(differences).map(Math::abs).max().orElse(0));
        double low = Arrays.stream(differences).min().orElse(0) < 0 ? -reach : 0;
        double high = Arrays.stream(differences).max().orElse(0) > 0 ? reach : 0;
        double start = NAMES + (low < 0 ? VALUES : 0);
        Scale x = new Scale(low, high, start, Math.max(start + 1, width - VALUES));
        double row = Math.min(26, (height - 4) / Math.max(1, differences.length));
        for (int i = 0; i < differences.length; i++) {
            row(sketch, x, i, row, palette);
        }
        double end = row * differences.length;
        sketch.line(x.at(0), 0, x.at(0), end, Stroke.solid(palette.grid(), 1));
        return sketch.figure("Accuracy by class, candidate less baseline", this::data);
    }

    private void row(Sketch sketch, Scale x, int i, double row, Palette palette) {
        double difference = differences[i];
        double middle = (i + 0.5) * row;
        String name = ShortNames.cut(classes.get(i), 14);
        sketch.text(4, middle + 4, name, Anchor.START, palette.muted());
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
