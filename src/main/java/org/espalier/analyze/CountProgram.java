package org.espalier.analyze;

import java.util.Arrays;
import java.util.List;

/**
 * Dynamic programming over counts of zeros: best[b] is the least damage of the items so far with b
 * units of zeros together.
 *
 * <p>The unit is the greatest common divisor of the layers' steps as long as the items then have at
 * most {@value #MOST_UNITS} units together, and the result is the optimum. For larger models the
 * unit grows, and the result is a start for {@link Exchange}. The work is about (units)^2 / 2
 * whatever the number of layers, because an item has no more options than it has units.
 */
final class CountProgram {
    private static final int MOST_UNITS = 2048;

    private final List<PrunableWeight> items;
    private final long unit;
    private final boolean exact;
    private final int[][] choices;
    private double[] best;

    CountProgram(List<PrunableWeight> items, long need) {
        this.items = items;
        long total = items.stream().mapToLong(item -> item.curve().limit()).sum();
        long divisor = Math.max(1, Settlement.divisor(items));
        this.exact = total / divisor <= MOST_UNITS;
        this.unit = exact ? divisor : -Math.floorDiv(-total, MOST_UNITS);
        long furthest = Math.min(total, need + largestStep());
        this.best = new double[Math.toIntExact(furthest / unit) + 1];
        Arrays.fill(best, 1, best.length, Double.POSITIVE_INFINITY);
        this.choices = new int[items.size()][];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = add(items.get(i));
        }
    }

    /** Whether the result is the optimum over all reachable counts. */
    boolean exact() {
        return exact;
    }

    /** Zeros of each item, together as near to {@code need} as can be reached. */
    long[] counts(long need) {
        int at = nearest(need);
        long[] counts = new long[items.size()];
        for (int i = counts.length - 1; i >= 0; i--) {
            counts[i] = choices[i][at] * unit;
            at -= choices[i][at];
        }
        return counts;
    }

    private int nearest(long need) {
        int found = 0;
        for (int b = 1; b < best.length; b++) {
            if (best[b] < Double.POSITIVE_INFINITY
                    && Math.abs(b * unit - need) < Math.abs(found * unit - need)) {
                found = b;
            }
        }
        return found;
    }

    private int[] add(PrunableWeight item) {
        int stride = exact ? Math.toIntExact(item.granularity().step() / unit) : 1;
        double[] next = new double[best.length];
        Arrays.fill(next, Double.POSITIVE_INFINITY);
        int[] choice = new int[best.length];
        for (int k = 0; k < next.length && k * unit <= item.curve().limit(); k += stride) {
            double damage = item.curve().at(k * unit);
            for (int b = k; b < next.length; b++) {
                double candidate = best[b - k] + damage;
                if (candidate < next[b]) {
                    next[b] = candidate;
                    choice[b] = k;
                }
            }
        }
        best = next;
        return choice;
    }

    private long largestStep() {
        return items.stream().mapToLong(item -> item.granularity().step()).max().orElse(1);
    }
}
