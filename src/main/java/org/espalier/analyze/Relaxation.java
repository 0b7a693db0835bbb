package org.espalier.analyze;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The budget problem with each damage curve replaced by its lower convex hull: the Lagrangian (and
 * linear) relaxation of the multiple-choice knapsack (Sinha and Zoltners, 1979).
 *
 * <p>It is solved by taking the hulls' segments in the order of their slopes, and cuts at most one
 * of them. Its value is a lower bound on the damage of every schedule with as many zeros.
 */
final class Relaxation {
    private record Segment(int item, long length, double slope) {}

    private final int items;
    private final List<Segment> segments = new ArrayList<>();

    Relaxation(List<PrunableWeight> items) {
        this.items = items.size();
        for (int i = 0; i < items.size(); i++) {
            addHull(i, items.get(i).curve());
        }
        segments.sort(Comparator.comparingDouble(Segment::slope));
    }

    /** The least damage of this many zeros in the relaxed problem. */
    double bound(long zeros) {
        double damage = 0;
        long left = zeros;
        for (Segment segment : segments) {
            long taken = Math.min(left, segment.length());
            damage += taken * segment.slope();
            left -= taken;
        }
        return damage;
    }

    /** Zeros of each item in the relaxed optimum: all but one lie on cells of the table. */
    long[] counts(long zeros) {
        long[] counts = new long[items];
        long left = zeros;
        for (Segment segment : segments) {
            long taken = Math.min(left, segment.length());
            counts[segment.item()] += taken;
            left -= taken;
        }
        return counts;
    }

    private void addHull(int item, DamageCurve curve) {
        int[] hull = new int[curve.zeros().length];
        int size = 0;
        for (int i = 0; i < curve.zeros().length; i++) {
            while (size > 1
                    && slope(curve, hull[size - 1], i)
                            <= slope(curve, hull[size - 2], hull[size - 1])) {
                size--;
            }
            hull[size++] = i;
        }
        for (int i = 1; i < size; i++) {
            long length = curve.zeros()[hull[i]] - curve.zeros()[hull[i - 1]];
            segments.add(new Segment(item, length, slope(curve, hull[i - 1], hull[i])));
        }
    }

    private static double slope(DamageCurve curve, int from, int to) {
        return (curve.damage()[to] - curve.damage()[from])
                / (curve.zeros()[to] - curve.zeros()[from]);
    }
}
