package org.espalier.report;

import org.espalier.measure.ModelSize;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;

import java.util.List;

/**
 * Bytes of two models: the dense file, stored sparse (bitmask and values), and zipped. Zeros in a
 * dense file save nothing: that is what the first pair of bars shows.
 */
public record SizeFigure(ModelSize base, ModelSize candidate) {
    private static final double LEFT = 84;
    private static final double RIGHT = 72;
    private static final double HEAD = 28;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Legend legend = new Legend(sketch, 12, 14, palette);
        legend.entry("baseline", palette.base());
        legend.entry("candidate", palette.candidate());
        double pair = Math.min(64, (height - HEAD) / 3);
        List<Pair> pairs = pairs();
        for (int i = 0; i < pairs.size(); i++) {
            pair(sketch, pairs.get(i), HEAD + i * pair, pair, palette);
        }
        return sketch.figure("Size on disk", this::data);
    }

    private record Pair(String name, long base, long candidate) {}

    private List<Pair> pairs() {
        return List.of(
                new Pair("dense file", base.denseFile(), candidate.denseFile()),
                new Pair("stored sparse", base.sparse(), candidate.sparse()),
                new Pair("zipped", base.zipped(), candidate.zipped()));
    }

    private void pair(Sketch sketch, Pair pair, double top, double height, Palette palette) {
        double bar = Math.min(20, height * 0.36);
        double y = top + (height - 2 * bar - 3) / 2;
        sketch.text(LEFT - 8, y + bar + 5, pair.name(), Anchor.END, palette.muted());
        bar(sketch, new Box(LEFT, y, 0, bar), pair.base(), palette.base(), palette);
        Box lower = new Box(LEFT, y + bar + 3, 0, bar);
        bar(sketch, lower, pair.candidate(), palette.candidate(), palette);
    }

    private void bar(Sketch sketch, Box at, long bytes, Ink ink, Palette palette) {
        double room = Math.max(1, sketch.width() - LEFT - RIGHT);
        double length = Math.max(1, room * bytes / Math.max(1, largest()));
        sketch.fill(new Box(at.x(), at.y(), length, at.height()), 2, ink);
        double x = at.x() + length + 6;
        double y = at.y() + at.height() / 2 + 4;
        sketch.text(x, y, Numbers.bytes(bytes), Anchor.START, palette.text());
    }

    private double largest() {
        return pairs().stream()
                .mapToLong(pair -> Math.max(pair.base(), pair.candidate()))
                .max()
                .orElse(1);
    }

    private DataTable data() {
        return new DataTable(
                List.of("stored", "baseline_bytes", "candidate_bytes"),
                pairs().stream()
                        .map(
                                pair ->
                                        List.of(
                                                pair.name(),
                                                Long.toString(pair.base()),
                                                Long.toString(pair.candidate())))
                        .toList());
    }
}
