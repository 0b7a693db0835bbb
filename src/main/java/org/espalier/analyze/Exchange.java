package org.espalier.analyze;

import java.util.List;

/**
 * Improves a division of zeros by moving some from the layer where the last ones cost most to the
 * layer where the next ones cost least, a cell of the table at a time, while that gains anything.
 */
final class Exchange {
    private static final double GAIN = 1e-12;

    private final List<PrunableWeight> items;
    private final double[] up;
    private final double[] down;

    Exchange(List<PrunableWeight> items) {
        this.items = items;
        this.up = new double[items.size()];
        this.down = new double[items.size()];
    }

    /** Changes {@code counts}; their sum stays. */
    void improve(long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            price(i, counts);
        }
        while (move(counts)) {}
    }

    private boolean move(long[] counts) {
        int to = leastUp(-1);
        int from = mostDown(to);
        if (gain(leastUp(mostDown(-1)), mostDown(-1)) > gain(to, from)) {
            from = mostDown(-1);
            to = leastUp(from);
        }
        if (gain(to, from) <= 0) {
            return false;
        }
        long zeros =
                Math.min(
                        items.get(to).curve().roomUp(counts[to]),
                        items.get(from).curve().roomDown(counts[from]));
        counts[to] += zeros;
        counts[from] -= zeros;
        price(to, counts);
        price(from, counts);
        return true;
    }

    private double gain(int to, int from) {
        if (to < 0 || from < 0) {
            return 0;
        }
        return down[from] - up[to] - GAIN * Math.abs(down[from]);
    }

    private int leastUp(int except) {
        int found = -1;
        for (int i = 0; i < up.length; i++) {
            if (i != except && up[i] < (found < 0 ? Double.POSITIVE_INFINITY : up[found])) {
                found = i;
            }
        }
        return found;
    }

    private int mostDown(int except) {
        int found = -1;
        for (int i = 0; i < down.length; i++) {
            if (i != except && down[i] > (found < 0 ? Double.NEGATIVE_INFINITY : down[found])) {
                found = i;
            }
        }
        return found;
    }

    private void price(int item, long[] counts) {
        up[item] = items.get(item).curve().slopeUp(counts[item]);
        down[item] = items.get(item).curve().slopeDown(counts[item]);
    }
}
