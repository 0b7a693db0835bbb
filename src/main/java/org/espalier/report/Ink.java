package org.espalier.report;

/**
 * A colour with opacity, without any toolkit.
 *
 * @param argb 8 bits each of alpha, red, green and blue
 */
public record Ink(int argb) {
    /** Nothing drawn. */
    public static final Ink NONE = new Ink(0);

    /** An opaque colour from {@code 0xRRGGBB}. */
    public static Ink of(int rgb) {
        return new Ink(0xFF000000 | rgb);
    }

    /** The same colour, this opaque. */
    public Ink withOpacity(double opacity) {
        return new Ink(((int) Math.round(opacity * 255) << 24) | (argb & 0xFFFFFF));
    }

    /** Opacity from 0 to 1. */
    public double opacity() {
        return (argb >>> 24) / 255.0;
    }

    /** Red from 0 to 255. */
    public int red() {
        return (argb >> 16) & 0xFF;
    }

    /** Green from 0 to 255. */
    public int green() {
        return (argb >> 8) & 0xFF;
    }

    /** Blue from 0 to 255. */
    public int blue() {
        return argb & 0xFF;
    }

    /** As CSS and SVG write it, opacity left out. */
    public String hex() {
        return "#%06x".formatted(argb & 0xFFFFFF);
    }

    /** Black or white, whichever stands out more from this colour: at least 4.5 to 1. */
    public Ink readable() {
        double shade = luminance() + 0.05;
        return shade / 0.05 > 1.05 / shade ? of(0x000000) : of(0xFFFFFF);
    }

    /** Relative luminance, as WCAG 2.2 reckons it: 0 for black, 1 for white. */
    private double luminance() {
        return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** An opaque colour on the way to another. */
    public Ink towards(Ink other, double share) {
        int red = blend(red(), other.red(), share);
        int green = blend(green(), other.green(), share);
        return of(red << 16 | green << 8 | blend(blue(), other.blue(), share));
    }

    private static int blend(int a, int b, double share) {
        return (int) Math.round(a + share * (b - a));
    }
}
