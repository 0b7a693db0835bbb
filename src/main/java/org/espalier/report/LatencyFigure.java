package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Latencies of two models as two histograms on one axis, their medians dashed. Runs above the 98th
 * percentile, or 2.5 times the median if that is less, are counted in the last bin.
 *
 * @param base milliseconds of each run of the model before
 * @param candidate milliseconds of each run of the model after
 */
public record LatencyFigure(double[] base, double[] candidate) {
    private static final int BINS = 48;
    private static final double FOOT = 36;
    private static final double HEAD = 30;
    private static final double SIDE = 12;
    private static final double OUTLIER = 2.5;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale x = new Scale(low(), high(), SIDE, width - SIDE);
        long[] before = bins(base, x);
        long[] after = bins(candidate, x);
        Scale y = new Scale(0, Math.max(1, Math.max(max(before), max(after))), height - FOOT, HEAD);
        bars(sketch, x, y, before, palette.base());
        bars(sketch, x, y, after, palette.candidate());
        median(sketch, x, y, base, palette.muted());
        median(sketch, x, y, candidate, palette.candidate());
        axis(sketch, x, y, palette);
        legend(sketch, palette);
        return sketch.figure("Latency of single runs", this::data);
    }

    private void bars(Sketch sketch, Scale x, Scale y, long[] counts, Ink ink) {
        double bin = (x.high() - x.low()) / BINS;
        for (int i = 0; i < BINS; i++) {
            if (counts[i] > 0) {
                double left = x.at(x.low() + i * bin);
                double right = x.at(x.low() + (i + 1) * bin);
                double top = y.at(counts[i]);
                Box box = new Box(left, top, Math.max(1, right - left - 1), y.from() - top);
                sketch.fill(box, ink.withOpacity(0.7));
            }
        }
    }

    private static void median(Sketch sketch, Scale x, Scale y, double[] runs, Ink ink) {
        if (runs.length > 0) {
            double at = x.at(quantile(runs, 0.5));
            sketch.line(at, y.to() - 4, at, y.from(), new Stroke(ink, 1.5, true));
        }
    }

    private static void axis(Sketch sketch, Scale x, Scale y, Palette palette) {
        double floor = y.from();
        sketch.line(x.from(), floor, x.to(), floor, Stroke.solid(palette.muted(), 1));
        for (double tick : x.ticks(5)) {
            String label = Numbers.three(tick);
            sketch.text(x.at(tick), floor + 15, label, Anchor.MIDDLE, palette.muted());
        }
        sketch.text(x.to(), floor + 30, "latency, ms", Anchor.END, palette.muted());
    }

    private void legend(Sketch sketch, Palette palette) {
        Legend legend = new Legend(sketch, SIDE, 14, palette);
        legend.entry("baseline " + middle(base), palette.base());
        legend.entry("candidate " + middle(candidate), palette.candidate());
    }

    private static String middle(double[] runs) {
        return runs.length == 0 ? "not measured" : Numbers.millis(quantile(runs, 0.5));
    }

    private double low() {
        return Math.min(quantile(base, 0), quantile(candidate, 0)) * 0.97;
    }

    private double high() {
        return Math.max(most(base), most(candidate)) * 1.02;
    }

    private static double most(double[] runs) {
        return Math.min(quantile(runs, 0.98), OUTLIER * quantile(runs, 0.5));
    }

    private static long[] bins(double[] runs, Scale x) {
        long[] counts = new long[BINS];
        double width = Math.max(1e-12, x.high() - x.low()) / BINS;
        for (double run : runs) {
            counts[Math.clamp((long) ((run - x.low()) / width), 0, BINS - 1)]++;
        }
        return counts;
    }

    private static long max(long[] counts) {
        return Arrays.stream(counts).max().orElse(0);
    }

    private static double quantile(double[] runs, double share) {
        double[] sorted = DoubleStream.of(runs).sorted().toArray();
        int place = (int) Math.min(sorted.length - 1.0, share * sorted.length);
        return sorted.length == 0 ? 0 : sorted[place];
    }

    private DataTable data() {
        int most = Math.max(base.length, candidate.length);
        return new DataTable(
                List.of("run", "baseline_ms", "candidate_ms"),
                IntStream.range(0, most).mapToObj(this::row).toList());
    }

    private List<String> row(int i) {
        return List.of(Integer.toString(i), cell(base, i), cell(candidate, i));
    }

    private static String cell(double[] runs, int i) {
        return i < runs.length ? Double.toString(runs[i]) : "";
    }
}
