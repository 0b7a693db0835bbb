package org.espalier.report;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.List;

/** What was done to each layer: a bar for the share of its weights that are zero now. */
public record ChangeFigure(List<LayerOutcome> changes) {
    private static final double LEFT = 46;
    private static final double FOOT = 24;
    private static final double TOP = 12;
    private static final int LETTERS = 9;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        Scale y = new Scale(0, 1, Math.max(TOP + 1, height - FOOT), TOP);
        for (double tick : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            sketch.line(LEFT, y.at(tick), width, y.at(tick), Stroke.solid(palette.grid(), 1));
            String label = Numbers.wholePercent(tick);
            sketch.text(LEFT - 6, y.at(tick) + 4, label, Anchor.END, palette.muted());
        }
        double step = Math.max(1, (width - LEFT) / Math.max(1, changes.size()));
        int every = Math.max(1, (int) Math.ceil(LETTERS * 6.4 / step));
        for (int i = 0; i < changes.size(); i++) {
            LayerOutcome change = changes.get(i);
            double x = LEFT + i * step;
            double top = y.at(change.sparsity());
            double wide = Math.max(1, step * 0.7);
            sketch.fill(new Box(x + step * 0.15, top, wide, y.from() - top), 1, palette.accent());
            if (i % every == 0) {
                String name = ShortNames.fitting(change.layer().name(), LETTERS);
                double middle = x + step / 2;
                sketch.text(middle, y.from() + 16, name, Anchor.MIDDLE, palette.muted());
            }
        }
        return sketch.figure("Zeros in each layer", this::data);
    }

    private DataTable data() {
        return new DataTable(
                List.of("layer", "method", "asked", "zeros", "note"),
                changes.stream()
                        .map(
                                change ->
                                        List.of(
                                                change.layer().name(),
                                                change.method(),
                                                change.goal(),
                                                Double.toString(change.sparsity()),
                                                change.note()))
                        .toList());
    }
}
