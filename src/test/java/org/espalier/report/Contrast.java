package org.espalier.report;

/** How far two colours stand out from each other, as WCAG 2.2 reckons it: 1 to 21. */
public final class Contrast {
    /** What text must have. */
    public static final double TEXT = 4.5;

    /** What large text, and graphics that say something, must have. */
    public static final double LARGE = 3;

    private Contrast() {}

    /** The ratio of two opaque colours. */
    public static double of(Ink one, Ink other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Ink ink) {
        return 0.2126 * linear(ink.red())
                + 0.7152 * linear(ink.green())
                + 0.0722 * linear(ink.blue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
