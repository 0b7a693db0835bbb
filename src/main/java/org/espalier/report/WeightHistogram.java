package org.espalier.report;

import org.espalier.compress.Mask;
import org.espalier.model.MatrixLayout;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a layer's weights are distributed, with the part that a method removes.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin
 * @param counts weights per bin
 * @param removed of them, those that become zero
 * @param threshold the size |w| up to which weights are removed and above which they stay; NaN if
 *     no size parts them, as where a method weighs inputs too
 */
public record WeightHistogram(
        double low, double high, long[] counts, long[] removed, double threshold) {
    /**
     * Counts the weights where they lie, NaN and infinity left out.
     *
     * @param mask which weights become zero; null if none does
     */
    public static WeightHistogram of(
            Tensor weight, MatrixLayout layout, int bins, @Nullable Mask mask) {
        return new Count(weight, layout, bins, mask).histogram();
    }

    /** Two passes in stored order, many lines (rows or columns) at a time. */
    private record Count(Tensor weight, MatrixLayout layout, int bins, @Nullable Mask mask) {
        WeightHistogram histogram() {
            double most = lines().mapToDouble(this::greatest).max().orElse(0);
            double reach = most == 0 ? 1 : most;
            Bins all = lines().collect(() -> new Bins(reach, bins), this::add, Bins::add);
            double threshold =
                    all.greatestRemoved > 0 && all.greatestRemoved <= all.leastKept
                            ? all.greatestRemoved
                            : Double.NaN;
            return new WeightHistogram(-reach, reach, all.counts, all.removed, threshold);
        }

        private boolean byRow() {
            return layout.columnStride() == 1;
        }

        private IntStream lines() {
            return IntStream.range(0, byRow() ? layout.rows() : layout.columns()).parallel();
        }

        private int length() {
            return byRow() ? layout.columns() : layout.rows();
        }

        private float value(int line, int place) {
            return weight.floatAt(byRow() ? layout.index(line, place) : layout.index(place, line));
        }

        private double greatest(int line) {
            float most = 0;
            int length = length();
            for (int i = 0; i < length; i++) {
                float size = Math.abs(value(line, i));
                most = size > most && size <= Float.MAX_VALUE ? size : most;
            }
            return most;
        }

        private void add(Bins to, int line) {
            int length = length();
            for (int i = 0; i < length; i++) {
                boolean pruned =
                        mask != null && (byRow() ? mask.prunes(line, i) : mask.prunes(i, line));
                to.add(value(line, i), pruned);
            }
        }
    }

    /** What was counted so far. */
    private static final class Bins {
        private final double reach;
        private final long[] counts;
        private final long[] removed;
        private double greatestRemoved;
        private double leastKept = Double.POSITIVE_INFINITY;

        Bins(double reach, int bins) {
            this.reach = reach;
            counts = new long[bins];
            removed = new long[bins];
        }

        void add(float value, boolean pruned) {
            float size = Math.abs(value);
            if (!(size <= Float.MAX_VALUE)) {
                return;
            }
            int bin = Math.min((int) ((value + reach) / (2 * reach) * counts.length), top());
            counts[bin]++;
            if (pruned) {
                removed[bin]++;
                greatestRemoved = Math.max(greatestRemoved, size);
            } else {
                leastKept = Math.min(leastKept, size);
            }
        }

        private int top() {
            return counts.length - 1;
        }

        void add(Bins other) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += other.counts[i];
                removed[i] += other.removed[i];
            }
            greatestRemoved = Math.max(greatestRemoved, other.greatestRemoved);
            leastKept = Math.min(leastKept, other.leastKept);
        }
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale x = new Scale(low, high, 0, width);
        double floor = height - 18;
        bars(sketch, floor, palette);
        sketch.line(0, floor, width, floor, Stroke.solid(palette.muted(), 1));
        sketch.text(0, height - 4, Numbers.three(low), Anchor.START, palette.muted());
        if (low < 0 && high > 0) {
            sketch.text(x.at(0), height - 4, "0", Anchor.MIDDLE, palette.muted());
        }
        sketch.text(width, height - 4, Numbers.three(high), Anchor.END, palette.muted());
        if (!Double.isNaN(threshold)) {
            mark(sketch, x, floor, palette);
        }
        return sketch.figure("Distribution of weights", this::data);
    }

    private void bars(Sketch sketch, double floor, Palette palette) {
        double most =
                Math.max(
                        1,
                        IntStream.range(0, counts.length).mapToLong(this::count).max().orElse(1));
        double bar = sketch.width() / Math.max(1, counts.length);
        double gap = bar > 3 ? 1 : 0;
        Ink shade = palette.loss().withOpacity(0.7);
        for (int i = 0; i < counts.length; i++) {
            double tall = count(i) / most * (floor - 4);
            double kept = counts[i] == 0 ? 0 : tall * (counts[i] - removed[i]) / counts[i];
            sketch.fill(new Box(i * bar, floor - tall, bar - gap, tall - kept), shade);
            sketch.fill(new Box(i * bar, floor - kept, bar - gap, kept), palette.accent());
        }
    }

    private void mark(Sketch sketch, Scale x, double floor, Palette palette) {
        Stroke stroke = new Stroke(palette.loss(), 1, true);
        sketch.line(x.at(-threshold), 0, x.at(-threshold), floor, stroke);
        sketch.line(x.at(threshold), 0, x.at(threshold), floor, stroke);
        String text = "|w| ≤ " + Numbers.three(threshold);
        boolean room = x.at(threshold) < 0.72 * sketch.width();
        double at = room ? x.at(threshold) + 4 : x.at(-threshold) - 4;
        sketch.text(at, Sketch.TEXT, text, room ? Anchor.START : Anchor.END, palette.loss());
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
