package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * How a layer's weights are distributed, with the part that a method removes.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin
 * @param counts weights per bin
 * @param removed of them, those that become zero
 */
public record WeightHistogram(double low, double high, long[] counts, long[] removed) {
    /** Counts the weights of a tensor where they lie, NaN and infinity left out. */
    public static WeightHistogram of(Tensor weight, int bins) {
        return of(weight, bins, index -> false);
    }

    /**
     * The same with what is removed.
     *
     * @param removes whether the weight of this index in the tensor becomes zero
     */
    public static WeightHistogram of(Tensor weight, int bins, LongPredicate removes) {
        double most = 0;
        for (long i = 0; i < weight.count(); i++) {
            double size = Math.abs(weight.floatAt(i));
            most = Double.isFinite(size) ? Math.max(most, size) : most;
        }
        double reach = most == 0 ? 1 : most;
        long[] counts = new long[bins];
        long[] removed = new long[bins];
        for (long i = 0; i < weight.count(); i++) {
            double value = weight.floatAt(i);
            if (Double.isFinite(value)) {
                long place = (long) ((value + reach) / (2 * reach) * bins);
                int bin = Math.clamp(place, 0, bins - 1);
                counts[bin]++;
                removed[bin] += removes.test(i) ? 1 : 0;
            }
        }
        return new WeightHistogram(-reach, reach, counts, removed);
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
            double kept = counts[i] == 0 ? 0 : tall * (counts[i] - removed[i]) / counts[i];
            double gap = bar > 3 ? 1 : 0;
            Ink shade = palette.loss().withOpacity(0.45);
            sketch.fill(new Box(i * bar, floor - tall, bar - gap, tall - kept), shade);
            sketch.fill(new Box(i * bar, floor - kept, bar - gap, kept), palette.accent());
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

    private double edge(int bin) {
        return low + (high - low) * bin / counts.length;
    }

    private DataTable data() {
        return new DataTable(
                List.of("from", "to", "weights", "removed"),
                IntStream.range(0, counts.length)
                        .mapToObj(
                                i ->
                                        List.of(
                                                Double.toString(edge(i)),
                                                Double.toString(edge(i + 1)),
                                                Long.toString(counts[i]),
                                                Long.toString(removed[i])))
                        .toList());
    }
}
