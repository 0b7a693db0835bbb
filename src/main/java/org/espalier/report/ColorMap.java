package org.espalier.report;

import java.util.List;

/**
 * A sequential colour map: a share from 0 to 1 becomes a colour.
 *
 * <p>Lightness changes in one direction only, so that the order survives every kind of colour
 * blindness and a black-and-white print.
 *
 * @param stops colours at equal distances
 */
public record ColorMap(List<Ink> stops) {
    /** Pale green over teal to dark blue. */
    public static final ColorMap DAMAGE =
            new ColorMap(
                    List.of(
                            Ink.of(0xF4FBEE),
                            Ink.of(0xD3EDC9),
                            Ink.of(0xA0DBB8),
                            Ink.of(0x5FBFC9),
                            Ink.of(0x2A8ABF),
                            Ink.of(0x0B5AA2),
                            Ink.of(0x082C66)));

    /**
     * For a dark ground: dark blue over teal to pale green, so that damage stands out there too.
     */
    public static final ColorMap DAMAGE_ON_DARK =
            new ColorMap(
                    List.of(
                            Ink.of(0x15222E),
                            Ink.of(0x15405A),
                            Ink.of(0x186682),
                            Ink.of(0x2A929B),
                            Ink.of(0x5DBFA5),
                            Ink.of(0xA9E0B3),
                            Ink.of(0xF1FBE6)));

    /** The colour of a share; shares outside [0, 1] take the colour of the end. */
    public Ink at(double share) {
        double place = Math.clamp(share, 0, 1) * (stops.size() - 1);
        int below = Math.min((int) place, stops.size() - 2);
        return stops.get(below).towards(stops.get(below + 1), place - below);
    }
}
