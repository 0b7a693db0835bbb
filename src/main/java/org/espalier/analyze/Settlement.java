package org.espalier.analyze;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Makes counts of zeros reachable and uses up what rounding left: every layer gets a multiple of
 * its step, and the sum comes as near to what is needed as the steps permit.
 */
final class Settlement {
    private final List<PrunableWeight> items;

    Settlement(List<PrunableWeight> items) {
        this.items = items;
    }

    /** Greatest common divisor of the items' steps; 0 if there are none. */
    static long divisor(List<PrunableWeight> items) {
        long divisor = 0;
        for (PrunableWeight item : items) {
            divisor = gcd(divisor, item.granularity().step());
        }
        return divisor;
    }

    /** Changes {@code counts} so that they are reachable and near {@code need} together. */
    void settle(long[] counts, long need) {
        long left = need;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.min(counts[i] - counts[i] % step(i), items.get(i).curve().limit());
            left -= counts[i];
        }
        left = fill(counts, left);
        takeSteps(counts, left);
    }

    /** Gives whole steps to the layers where they cost least, until none fits. */
    private long fill(long[] counts, long need) {
        long left = need;
        for (int i = cheapest(counts, left); i >= 0; i = cheapest(counts, left)) {
            long room = Math.min(left, items.get(i).curve().roomUp(counts[i]));
            long zeros = Math.max(step(i), room - room % step(i));
            counts[i] += zeros;
            left -= zeros;
        }
        return left;
    }

    /** Single steps up and down, as few as possible, that bring the sum nearest to the need. */
    private void takeSteps(long[] counts, long left) {
        if (left == 0) {
            return;
        }
        for (long move : moves(left)) {
            int item = cheapestOf(counts, move);
            if (item < 0) {
                return;
            }
            counts[item] += move;
        }
    }

    /** Breadth-first search from {@code left} over what remains, towards 0. */
    private long[] moves(long left) {
        long unit = divisor(items);
        long[] steps = items.stream().mapToLong(i -> i.granularity().step()).distinct().toArray();
        int reach = Math.toIntExact(2 * Arrays.stream(steps).max().orElse(1) / unit);
        long rest = Math.floorMod(left, unit);
        int start = Math.toIntExact((left - rest) / unit);
        int goal = 2 * rest > unit ? -1 : 0;
        if (start == goal || Math.abs(start) > reach) {
            return new long[0];
        }
        long[] taken =
                search(start, goal, reach, Arrays.stream(steps).map(s -> s / unit).toArray());
        return Arrays.stream(taken).map(move -> move * unit).toArray();
    }

    private static long[] search(int start, int goal, int reach, long[] steps) {
        long[] by = new long[2 * reach + 1];
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty() && by[goal + reach] == 0) {
            int at = queue.remove();
            for (long step : steps) {
                visit(at, step, start, by, queue);
                visit(at, -step, start, by, queue);
            }
        }
        return path(start, goal, reach, by);
    }

    private static void visit(int at, long move, int start, long[] by, Deque<Integer> queue) {
        int reach = by.length / 2;
        long to = at - move;
        if (Math.abs(to) <= reach && to != start && by[(int) to + reach] == 0) {
            by[(int) to + reach] = move;
            queue.add((int) to);
        }
    }

    private static long[] path(int start, int goal, int reach, long[] by) {
        long[] moves = new long[by.length];
        int length = 0;
        for (int at = goal; at != start && by[at + reach] != 0; at += (int) by[at + reach]) {
            moves[length++] = by[at + reach];
        }
        return Arrays.copyOf(moves, length);
    }

    private int cheapestOf(long[] counts, long move) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < counts.length; i++) {
            double cost = cost(i, counts[i], move);
            if (step(i) == Math.abs(move) && cost < least) {
                found = i;
                least = cost;
            }
        }
        return found;
    }

    /** The layer whose next step costs least per weight among those whose step fits. */
    private int cheapest(long[] counts, long left) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < counts.length; i++) {
            double cost = cost(i, counts[i], step(i)) / step(i);
            if (step(i) <= left && cost < least) {
                found = i;
                least = cost;
            }
        }
        return found;
    }

    private double cost(int i, long count, long move) {
        DamageCurve curve = items.get(i).curve();
        long to = count + move;
        return to < 0 || to > curve.limit()
                ? Double.POSITIVE_INFINITY
                : curve.at(to) - curve.at(count);
    }

    private long step(int i) {
        return items.get(i).granularity().step();
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
