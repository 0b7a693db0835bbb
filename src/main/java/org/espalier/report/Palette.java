package org.espalier.report;

import java.util.List;

/**
 * The colours of a figure on a light or a dark ground. Colours that carry meaning differ in
 * lightness as well as in hue.
 *
 * @param empty ground of cells without a value
 * @param accent the thing looked at
 * @param base the model before
 * @param candidate the model after
 * @param loss what is removed or became worse
 * @param schedule the schedule's line
 */
public record Palette(
        Ink ground,
        Ink text,
        Ink muted,
        Ink grid,
        Ink empty,
        Ink accent,
        Ink base,
        Ink candidate,
        Ink loss,
        Ink schedule,
        ColorMap damage) {
    /** On white. */
    public static final Palette LIGHT =
            new Palette(
                    Ink.of(0xFFFFFF),
                    Ink.of(0x24292F),
                    Ink.of(0x57606A),
                    Ink.of(0xD8DEE4),
                    Ink.of(0xEAEEF2),
                    Ink.of(0x0969DA),
                    Ink.of(0x8C959F),
                    Ink.of(0x137A50),
                    Ink.of(0xBC4C00),
                    Ink.of(0xCF222E),
                    ColorMap.DAMAGE);

    /** On near-black. */
    public static final Palette DARK =
            new Palette(
                    Ink.of(0x0D1117),
                    Ink.of(0xE6EDF3),
                    Ink.of(0x8B949E),
                    Ink.of(0x30363D),
                    Ink.of(0x21262D),
                    Ink.of(0x58A6FF),
                    Ink.of(0x8B949E),
                    Ink.of(0x4AD488),
                    Ink.of(0xDB6D28),
                    Ink.of(0xFF5A52),
                    ColorMap.DAMAGE_ON_DARK);

    /** For shares of zeros: from the ground of cells to the accent. */
    ColorMap sparsity() {
        return new ColorMap(List.of(empty, accent));
    }
}
