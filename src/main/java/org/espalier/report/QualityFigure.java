package org.espalier.report;

import org.espalier.measure.Estimate;
import org.espalier.measure.Quality;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a language model reaches, before and after, as bars with their 95 % intervals. Accuracies
 * share a scale up to 1; a perplexity has one of its own.
 *
 * @param base by metric
 * @param candidate the same metrics in the same order
 */
public record QualityFigure(List<Quality> base, List<Quality> candidate) {
    private static final double LEFT = 104;
    private static final double RIGHT = 96;
    private static final double HEAD = 28;
    private static final double MOST_PAIR = 64;
    private static final double WHISKER = 4;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Legend legend = new Legend(sketch, 12, 14, palette);
        legend.entry("baseline", palette.base());
        legend.entry("candidate", palette.candidate());
        double pair = Math.min(MOST_PAIR, (height - HEAD) / Math.max(1, base.size()));
        double bar = Math.min(20, pair * 0.36);
        for (int i = 0; i < base.size(); i++) {
            double top = HEAD + i * pair + (pair - 2 * bar - 3) / 2;
            String name = base.get(i).metric();
            sketch.text(LEFT - 8, top + bar + 5, name, Anchor.END, palette.muted());
            Scale x = new Scale(0, most(i), LEFT, width - RIGHT);
            bar(sketch, x, new Box(LEFT, top, 0, bar), base.get(i), palette.base(), palette);
            Box lower = new Box(LEFT, top + bar + 3, 0, bar);
            bar(sketch, x, lower, candidate.get(i), palette.candidate(), palette);
        }
        return sketch.figure("Quality before and after", this::data);
    }

    private static boolean isShare(Quality quality) {
        return !quality.name().equals("perplexity");
    }

    private double most(int metric) {
        if (isShare(base.get(metric))) {
            return 1;
        }
        Estimate before = base.get(metric).estimate();
        Estimate after = candidate.get(metric).estimate();
        return Math.max(Double.MIN_NORMAL, Math.max(before.high(), after.high()));
    }

    private static void bar(
            Sketch sketch, Scale x, Box at, Quality quality, Ink ink, Palette palette) {
        Estimate estimate = quality.estimate();
        double end = x.at(estimate.value());
        sketch.fill(new Box(at.x(), at.y(), Math.max(1, end - at.x()), at.height()), 2, ink);
        double middle = at.y() + at.height() / 2;
        double low = x.at(estimate.low());
        double high = x.at(estimate.high());
        Stroke stroke = Stroke.solid(palette.text(), 1);
        sketch.line(low, middle, high, middle, stroke);
        sketch.line(low, middle - WHISKER, low, middle + WHISKER, stroke);
        sketch.line(high, middle - WHISKER, high, middle + WHISKER, stroke);
        sketch.text(high + 8, middle + 4, label(quality), Anchor.START, palette.text());
    }

    private static String label(Quality quality) {
        Estimate estimate = quality.estimate();
        double half = (estimate.high() - estimate.low()) / 2;
        return isShare(quality)
                ? "%s ± %s".formatted(Numbers.percent(estimate.value()), Numbers.three(half * 100))
                : "%s ± %s".formatted(Numbers.three(estimate.value()), Numbers.three(half));
    }

    private DataTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < base.size(); i++) {
            rows.add(row("baseline", base.get(i)));
            rows.add(row("candidate", candidate.get(i)));
        }
        return new DataTable(
                List.of("metric", "model", "value", "low", "high", "standard_error", "samples"),
                rows);
    }

    private static List<String> row(String model, Quality quality) {
        Estimate estimate = quality.estimate();
        return List.of(
                quality.metric(),
                model,
                Double.toString(estimate.value()),
                Double.toString(estimate.low()),
                Double.toString(estimate.high()),
                Objects.toString(estimate.standardError(), ""),
                Integer.toString(quality.samples()));
    }
}
