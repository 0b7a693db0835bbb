package org.espalier.report;

import org.espalier.analyze.BlockPassage;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;

import java.util.ArrayList;
import java.util.List;

/**
 * How the error grows through a network while its blocks are pruned one after the other: at the
 * exit of each block, beside the network before the step. A line for each step of a recipe.
 *
 * @param steps passages of each step that went by blocks, in order
 */
public record DepthFigure(List<List<BlockPassage>> steps) {
    private static final double LEFT = 50;
    private static final double RIGHT = 14;
    private static final double HEAD = 30;
    private static final double FOOT = 36;
    private static final double LEAST_LABEL = 26;
    private static final double DOT = 3;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale x = new Scale(0, Math.max(1, most() - 1), LEFT + DOT, width - RIGHT);
        Scale y = new Scale(0, highest(), height - FOOT, HEAD);
        axes(sketch, x, y, palette);
        Legend legend = new Legend(sketch, LEFT, 14, palette);
        for (int i = 0; i < steps.size(); i++) {
            line(sketch, x, y, steps.get(i), ink(i, palette));
            if (steps.size() > 1) {
                legend.entry("step " + (i + 1), ink(i, palette));
            }
        }
        return sketch.figure("Error through depth", this::data);
    }

    private static Ink ink(int step, Palette palette) {
        return step == 0 ? palette.accent() : palette.candidate();
    }

    private int most() {
        return steps.stream().mapToInt(List::size).max().orElse(0);
    }

    private double highest() {
        double most =
                steps.stream()
                        .flatMap(List::stream)
                        .mapToDouble(BlockPassage::error)
                        .max()
                        .orElse(0);
        return most == 0 ? 1 : most * 1.05;
    }

    private void axes(Sketch sketch, Scale x, Scale y, Palette palette) {
        double floor = y.from();
        sketch.line(LEFT, floor, x.to(), floor, Stroke.solid(palette.muted(), 1));
        for (double tick : y.ticks(4)) {
            double at = y.at(tick);
            sketch.line(LEFT, at, x.to(), at, Stroke.solid(palette.grid(), 1));
            String label = Numbers.three(tick * 100) + " %";
            sketch.text(LEFT - 6, at + 4, label, Anchor.END, palette.muted());
        }
        double room = most() < 2 ? x.to() - x.from() : x.at(1) - x.at(0);
        int every = (int) Math.max(1, Math.ceil(LEAST_LABEL / Math.max(1e-9, room)));
        for (int i = 0; i < most(); i += every) {
            String label = Integer.toString(i);
            sketch.text(x.at(i), floor + 15, label, Anchor.MIDDLE, palette.muted());
        }
        sketch.text(x.to(), floor + 30, "block", Anchor.END, palette.muted());
    }

    private static void line(
            Sketch sketch, Scale x, Scale y, List<BlockPassage> passages, Ink ink) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            points.add(new Point(x.at(i), y.at(passages.get(i).error())));
        }
        sketch.polyline(points, Stroke.solid(ink, 2));
        points.forEach(point -> sketch.circle(point, DOT, ink, Stroke.solid(ink, 1)));
    }

    private DataTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            for (BlockPassage passage : steps.get(i)) {
                rows.add(
                        List.of(
                                Integer.toString(i + 1),
                                passage.block(),
                                Double.toString(passage.error()),
                                Double.toString(passage.seconds().calibrating()),
                                Double.toString(passage.seconds().changing()),
                                Double.toString(passage.seconds().running())));
            }
        }
        return new DataTable(
                List.of(
                        "step",
                        "block",
                        "error",
                        "seconds_calibrating",
                        "seconds_changing",
                        "seconds_running"),
                rows);
    }
}
