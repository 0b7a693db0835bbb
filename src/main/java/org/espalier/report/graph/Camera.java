package org.espalier.report.graph;

import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;

/**
 * How a layout is looked at: a place {@code p} of it is shown at {@code p * zoom + shift}.
 *
 * @param zoom pixels of the screen per pixel of the layout
 */
public record Camera(double zoom, double shiftX, double shiftY) {
    private static final double LEAST = 0.05;
    private static final double MOST = 4;
    private static final double MARGIN = 10;
    private static final double READABLE = 0.6;

    /** All of the layout, in the middle, never enlarged. */
    public static Camera whole(GraphLayout layout, double width, double height) {
        double zoom = Math.min(1, Math.min(width / layout.width(), height / layout.height()));
        return new Camera(
                zoom, (width - layout.width() * zoom) / 2, (height - layout.height() * zoom) / 2);
    }

    /** The top of the layout in its full width, never enlarged nor too small to read. */
    public static Camera top(GraphLayout layout, double width) {
        double zoom = Math.clamp(width / layout.width(), READABLE, 1);
        return new Camera(zoom, (width - layout.width() * zoom) / 2, 0);
    }

    /** Zoomed by a factor around a place on the screen, which stays where it is. */
    public Camera zoomed(double factor, double x, double y) {
        double next = Math.clamp(zoom * factor, LEAST, MOST);
        double ratio = next / zoom;
        return new Camera(next, x - (x - shiftX) * ratio, y - (y - shiftY) * ratio);
    }

    /** Moved by pixels of the screen. */
    public Camera moved(double dx, double dy) {
        return new Camera(zoom, shiftX + dx, shiftY + dy);
    }

    /** Moved as little as needed to have a box in view, with a margin. */
    public Camera showing(Box box, double width, double height) {
        Box shown = at(box);
        return moved(
                correction(shown.x(), shown.right(), width, MARGIN),
                correction(shown.y(), shown.bottom(), height, Math.min(4 * MARGIN, height / 6)));
    }

    private static double correction(double from, double to, double size, double margin) {
        if (to - from > size - 2 * margin) {
            return (size - to - from) / 2;
        }
        return from < margin ? margin - from : Math.min(0, size - margin - to);
    }

    /** Where a box of the layout is shown. */
    public Box at(Box box) {
        return new Box(
                box.x() * zoom + shiftX,
                box.y() * zoom + shiftY,
                box.width() * zoom,
                box.height() * zoom);
    }

    /** Where a place of the layout is shown. */
    public Point at(Point point) {
        return new Point(point.x() * zoom + shiftX, point.y() * zoom + shiftY);
    }

    /** The place of the layout that is shown at a place of the screen. */
    public Point under(double x, double y) {
        return new Point((x - shiftX) / zoom, (y - shiftY) / zoom);
    }
}
