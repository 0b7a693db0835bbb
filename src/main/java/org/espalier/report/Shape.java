package org.espalier.report;

import java.util.List;

/** What a {@link Figure} is made of, in pixels from the top left corner. */
public sealed interface Shape {
    /** A place. */
    record Point(double x, double y) {}

    /** An upright rectangle. */
    record Box(double x, double y, double width, double height) {
        /** Right edge. */
        public double right() {
            return x + width;
        }

        /** Lower edge. */
        public double bottom() {
            return y + height;
        }

        /** Whether a place lies in it, edges included. */
        public boolean contains(double px, double py) {
            return px >= x && px <= right() && py >= y && py <= bottom();
        }
    }

    /** How a line is drawn. */
    record Stroke(Ink ink, double width, boolean dashed) {
        /** Nothing drawn. */
        public static final Stroke NONE = new Stroke(Ink.NONE, 0, false);

        /** An unbroken line. */
        public static Stroke solid(Ink ink, double width) {
            return new Stroke(ink, width, false);
        }
    }

    /** How a text is set. */
    record Style(double size, boolean bold, Anchor anchor, Ink ink) {}

    /** Which end of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * A filled and outlined rectangle.
     *
     * @param radius of the corners
     */
    record Rect(Box box, double radius, Ink fill, Stroke stroke) implements Shape {}

    /** A straight line. */
    record Line(Point from, Point to, Stroke stroke) implements Shape {}

    /** Straight lines through points. */
    record Polyline(List<Point> points, Stroke stroke) implements Shape {}

    /** A filled and outlined circle. */
    record Circle(Point centre, double radius, Ink fill, Stroke stroke) implements Shape {}

    /**
     * A line of text; {@code at} is on its baseline.
     *
     * @param turn degrees clockwise about {@code at}
     */
    record Text(Point at, String text, Style style, double turn) implements Shape {
        /** A level line of text. */
        public Text(Point at, String text, Style style) {
            this(at, text, style, 0);
        }
    }

    /** Coloured cells stretched over a box; {@code argb} row by row. */
    record Raster(Box box, int columns, int rows, int[] argb) implements Shape {}
}
