package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;
import org.espalier.report.Shape.Style;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the shapes of a figure. */
final class Sketch {
    static final double TEXT = 11;

    private final double width;
    private final double height;
    private final List<Shape> shapes = new ArrayList<>();

    Sketch(double width, double height) {
        this.width = width;
        this.height = height;
    }

    double width() {
        return width;
    }

    void fill(Box box, Ink ink) {
        fill(box, 0, ink);
    }

    void fill(Box box, double radius, Ink ink) {
        shapes.add(new Shape.Rect(box, radius, ink, Stroke.NONE));
    }

    void outline(Box box, Stroke stroke) {
        shapes.add(new Shape.Rect(box, 0, Ink.NONE, stroke));
    }

    void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        shapes.add(new Shape.Line(new Point(x1, y1), new Point(x2, y2), stroke));
    }

    void polyline(List<Point> points, Stroke stroke) {
        shapes.add(new Shape.Polyline(List.copyOf(points), stroke));
    }

    void circle(Point centre, double radius, Ink fill, Stroke stroke) {
        shapes.add(new Shape.Circle(centre, radius, fill, stroke));
    }

    void text(double x, double y, String text, Anchor anchor, Ink ink) {
        text(x, y, text, new Style(TEXT, false, anchor, ink));
    }

    void text(double x, double y, String text, Style style) {
        shapes.add(new Shape.Text(new Point(x, y), text, style));
    }

    void text(Shape.Text text) {
        shapes.add(text);
    }

    void raster(Box box, int columns, int rows, int[] argb) {
        shapes.add(new Shape.Raster(box, columns, rows, argb));
    }

    Figure figure(String title, Supplier<DataTable> data) {
        return new Figure(title, width, height, List.copyOf(shapes), data);
    }
}
