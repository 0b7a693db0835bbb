package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;

/**
 * The key of a colour map: its colours from the left to the right, with what the ends stand for.
 */
record Ramp(ColorMap colours, String low, String high) {
    private static final int STEPS = 44;
    private static final double STEP = 5;

    void draw(Sketch sketch, double x, double y, Palette palette) {
        for (int i = 0; i < STEPS; i++) {
            Ink ink = colours.at(i / (STEPS - 1.0));
            sketch.fill(new Box(x + i * STEP, y, STEP + 0.5, 9), ink);
        }
        double under = y + 22;
        sketch.text(x, under, low, Anchor.START, palette.muted());
        sketch.text(x + STEPS * STEP, under, high, Anchor.END, palette.muted());
    }
}
