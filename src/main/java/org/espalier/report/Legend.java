package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;

/** Names of colours, side by side. */
final class Legend {
    private static final double LETTER = 6.2;

    private final Sketch sketch;
    private final double baseline;
    private final Palette palette;
    private double x;

    Legend(Sketch sketch, double x, double baseline, Palette palette) {
        this.sketch = sketch;
        this.x = x;
        this.baseline = baseline;
        this.palette = palette;
    }

    void entry(String name, Ink ink) {
        sketch.fill(new Box(x, baseline - 9, 10, 10), 2, ink);
        sketch.text(x + 15, baseline, name, Anchor.START, palette.muted());
        x += 30 + name.length() * LETTER;
    }
}
