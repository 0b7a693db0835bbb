package org.espalier.report.graph;

import org.espalier.report.Shape.Point;

import java.util.ArrayList;
import java.util.List;

/** Bézier splines as polylines. */
final class Curve {
    private static final int STEPS = 10;

    private Curve() {}

    /**
     * The polyline along a spline.
     *
     * @param control its start, then two control points and an end for each cubic piece; one or two
     *     points left over are the control and the end of a quadratic or straight last piece
     */
    static List<Point> through(List<Point> control) {
        List<Point> line = new ArrayList<>();
        line.add(control.getFirst());
        int at = 0;
        while (at < control.size() - 1) {
            int degree = Math.min(3, control.size() - 1 - at);
            piece(control.subList(at, at + degree + 1), line);
            at += degree;
        }
        return List.copyOf(line);
    }

    private static void piece(List<Point> control, List<Point> line) {
        boolean straight = control.stream().mapToDouble(Point::x).distinct().count() == 1;
        int steps = straight || control.size() == 2 ? 1 : STEPS;
        for (int i = 1; i <= steps; i++) {
            line.add(at(control, (double) i / steps));
        }
    }

    /** De Casteljau's construction. */
    private static Point at(List<Point> control, double share) {
        List<Point> points = control;
        while (points.size() > 1) {
            List<Point> next = new ArrayList<>();
            for (int i = 1; i < points.size(); i++) {
                next.add(between(points.get(i - 1), points.get(i), share));
            }
            points = next;
        }
        return points.getFirst();
    }

    private static Point between(Point a, Point b, double share) {
        return new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y()));
    }
}
