package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a layer's weights are distributed, with the part below a threshold of |w| shown as removed.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin
 * @param counts weights per bin
 * @param threshold of |w|; 0 if nothing is removed
 */
public record WeightHistogram(double low, double high, long[] counts, double threshold) {
    /** Counts the weights of a tensor where they lie, NaN and infinity left out. */
    public static WeightHistogram of(Tensor weight, int bins) {
        double most = 0;
        for (long i = 0; i < weight.count(); i++) {
            double size = Math.abs(weight.floatAt(i));
            most = Double.isFinite(size) ? Math.max(most, size) : most;
        }
        double reach = most == 0 ? 1 : most;
        long[] counts = new long[bins];
        for (long i = 0; i < weight.count(); i++) {
            double value = weight.floatAt(i);
            if (Double.isFinite(value)) {
                long bin = (long) ((value + reach) / (2 * reach) * bins);
                counts[Math.clamp(bin, 0, bins - 1)]++;
            }
        }
        return new WeightHistogram(-reach, reach, counts, 0);
    }

    /** The same with what a threshold of |w| removes. */
    public WeightHistogram removing(double below) {
        return new WeightHistogram(low, high, counts, below);
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale x = new Scale(low, high, 0, width);
        double most =
                Math.max(
                        1,
                        IntStream.range(0, counts.length).mapToLong(this::count).max().orElse(1));
        double floor = height - 18;
        double bar = width / Math.max(1, counts.length);
        for (int i = 0; i < counts.length; i++) {
            double tall = count(i) / most * (floor - 4);
            Ink ink = removed(i) ? palette.loss().withOpacity(0.45) : palette.accent();
            double gap = bar > 3 ? 1 : 0;
            sketch.fill(new Box(i * bar, floor - tall, bar - gap, tall), ink);
        }
        sketch.line(0, floor, width, floor, Stroke.solid(palette.muted(), 1));
        sketch.text(0, height - 4, Numbers.three(low), Anchor.START, palette.muted());
        if (low < 0 && high > 0) {
            sketch.text(x.at(0), height - 4, "0", Anchor.MIDDLE, palette.muted());
        }
        sketch.text(width, height - 4, Numbers.three(high), Anchor.END, palette.muted());
        return sketch.figure("Distribution of weights", this::data);
    }

    /**
     * Zeros that were pruned would dwarf everything else: the bin of 0 is cut to its neighbours.
     */
    private long count(int bin) {
        boolean zero = edge(bin) <= 0 && edge(bin + 1) > 0;
        if (!zero || bin == 0 || bin == counts.length - 1) {
            return counts[bin];
        }
        long neighbour = Math.max(counts[bin - 1], counts[bin + 1]);
        return neighbour == 0 ? counts[bin] : Math.min(counts[bin], 2 * neighbour);
    }

    private boolean removed(int bin) {
        return Math.max(Math.abs(edge(bin)), Math.abs(edge(bin + 1))) <= threshold
                || Math.abs((edge(bin) + edge(bin + 1)) / 2) < threshold;
    }

    private double edge(int bin) {
        return low + (high - low) * bin / counts.length;
    }

    private DataTable data() {
        return new DataTable(
                List.of("from", "to", "weights"),
                IntStream.range(0, counts.length)
                        .mapToObj(
                                i ->
                                        List.of(
                                                Double.toString(edge(i)),
                                                Double.toString(edge(i + 1)),
                                                Long.toString(counts[i])))
                        .toList());
    }
}
