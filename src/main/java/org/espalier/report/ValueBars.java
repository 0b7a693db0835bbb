package org.espalier.report;

import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Values side by side as bars; where there are more than pixels, neighbours share a bar as high as
 * their mean.
 *
 * @param title what the values are
 * @param top the value of a bar as high as the figure; NaN for that of the highest bar
 * @param marked which values get a mark under their bar
 */
record ValueBars(String title, double[] values, double top, DoublePredicate marked) {
    private static final double MARK = 3;

    Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        int n = Math.clamp((int) width / 2, 1, Math.max(1, values.length));
        double[] means = IntStream.range(0, n).mapToDouble(i -> part(i, n).average()).toArray();
        double most = Double.isNaN(top) ? Arrays.stream(means).max().orElse(1) : top;
        double bar = width / n;
        double gap = bar > 3 ? 1 : 0;
        for (int i = 0; i < n; i++) {
            double tall = most > 0 ? means[i] / most * (height - MARK - 2) : 0;
            Box box = new Box(i * bar, height - MARK - 1 - tall, bar - gap, tall);
            sketch.fill(box, palette.accent().withOpacity(0.7));
            if (part(i, n).any(marked)) {
                Box mark = new Box(i * bar, height - MARK, bar - gap, MARK);
                sketch.fill(mark, palette.loss());
            }
        }
        double floor = height - MARK - 0.5;
        sketch.line(0, floor, width, floor, Stroke.solid(palette.grid(), 1));
        return sketch.figure(title, this::data);
    }

    /** The values that share a bar. */
    private record Part(double[] values) {
        double average() {
            return Arrays.stream(values).average().orElse(0);
        }

        boolean any(DoublePredicate which) {
            return Arrays.stream(values).anyMatch(which);
        }
    }

    private Part part(int part, int parts) {
        int from = (int) ((long) part * values.length / parts);
        int to = (int) ((part + 1L) * values.length / parts);
        return new Part(Arrays.copyOfRange(values, from, to));
    }

    private DataTable data() {
        return new DataTable(
                List.of("index", "value"),
                IntStream.range(0, values.length)
                        .mapToObj(i -> List.of(Integer.toString(i), Double.toString(values[i])))
                        .toList());
    }
}
