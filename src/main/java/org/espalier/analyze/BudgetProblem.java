package org.espalier.analyze;

import org.espalier.analyze.Schedule.Entry;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A {@link Preset.Request} as a multiple-choice knapsack: how many zeros does each free weight get,
 * so that together they are {@code need}?
 *
 * @param items the weights whose layers are in the schedule and not locked; never a language
 *     model's head
 * @param wanted zeros over all layers that were asked for
 * @param need zeros that the items have to give: what locked layers leave, within what is possible
 * @param fixedZeros of the locked layers
 * @param fixedDamage of the locked layers; NaN if not known
 * @param weights of all layers but a head that is left alone
 */
record BudgetProblem(
        Preset.Request request,
        List<PrunableWeight> items,
        long wanted,
        long need,
        long fixedZeros,
        double fixedDamage,
        long weights) {
    /** A layer keeps at least one weight in a hundred where no table says how far it can go. */
    static final double MOST_SHARE = 0.99;

    private static final int SHARE_BITS = 40;

    static BudgetProblem of(Preset.Request request) {
        List<PrunableWeight> items = new ArrayList<>();
        long weights = 0;
        long fixedZeros = 0;
        double fixedDamage = 0;
        for (PrunableWeight weight :
                PrunableWeight.of(request.layers(), request.scopes(), request.table())) {
            Entry entry = weight.entry(request.current());
            if (weight.leftAlone(request.current())) {
                continue;
            }
            weights += weight.granularity().weights();
            if (entry != null && (entry.locked() || weight.isHead())) {
                long zeros = weight.granularity().zeros(entry.target());
                fixedZeros += zeros;
                fixedDamage += weight.damage(request.current());
            } else if (entry != null) {
                items.add(weight);
            }
        }
        long wanted = (long) Math.floor(weights * request.sparsity());
        long need = Math.clamp(wanted - fixedZeros, 0, limit(items));
        return new BudgetProblem(request, items, wanted, need, fixedZeros, fixedDamage, weights);
    }

    /** The problem of some of the items alone, which have to give so many zeros. */
    BudgetProblem part(List<PrunableWeight> some, long zeros) {
        long need = Math.clamp(zeros, 0, limit(some));
        return new BudgetProblem(request, some, zeros, need, 0, 0, weights);
    }

    private static long limit(List<PrunableWeight> items) {
        return items.stream().mapToLong(item -> item.curve().limit()).sum();
    }

    /** The plan that gives these zeros to the items, which their limits allow. */
    Preset.Plan plan(long[] counts) {
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = items.get(i).granularity().share(counts[i]);
        }
        return plan(shares, limit(items));
    }

    /**
     * The plan that gives these shares to the items.
     *
     * @param most zeros that the items could have together
     */
    Preset.Plan plan(double[] shares, long most) {
        Map<LayerId, Entry> entries = new LinkedHashMap<>(request.current().entries());
        long[] counts = new long[shares.length];
        for (int i = 0; i < counts.length; i++) {
            Target share = new Target.Sparsity(shares[i]);
            items.get(i)
                    .layers()
                    .forEach(
                            layer ->
                                    entries.computeIfPresent(
                                            layer.id(), (id, entry) -> entry.with(share)));
            counts[i] = items.get(i).granularity().zeros(shares[i]);
        }
        long zeros = LongStream.of(counts).sum();
        double damage = damage(counts);
        double bound = Math.min(new Relaxation(items).bound(zeros), damage);
        return new Preset.Plan(
                new Schedule(entries),
                wanted,
                fixedZeros + zeros,
                weights,
                fixedDamage + damage,
                fixedDamage + bound,
                note(fixedZeros + most));
    }

    /** The share of every item that makes the wanted zeros, but for rounding. */
    double uniformShare() {
        long free = items.stream().mapToLong(item -> item.granularity().weights()).sum();
        double share = free == 0 ? 0 : (double) (wanted - fixedZeros) / free;
        boolean nothingElse = fixedZeros == 0 && free == weights;
        return Math.clamp(nothingElse ? request.sparsity() : share, 0, MOST_SHARE);
    }

    /** Zeros of each item at this share. */
    long[] counts(double share) {
        return items.stream().mapToLong(item -> item.granularity().zeros(share)).toArray();
    }

    /**
     * Zeros of each item at these shares, all moved by as much, so that their sum comes up to the
     * need as evenly as steps and limits permit, and not above it.
     */
    long[] level(double[] shares) {
        double low = -1;
        double high = 1;
        for (int i = 0; i < SHARE_BITS; i++) {
            double middle = (low + high) / 2;
            boolean fits = LongStream.of(moved(shares, middle)).sum() <= need;
            low = fits ? middle : low;
            high = fits ? high : middle;
        }
        long[] counts = moved(shares, low);
        long[] next = moved(shares, high);
        long left = need - LongStream.of(counts).sum();
        for (int i = 0; i < counts.length; i++) {
            // Those that go a step further together, until the need is met.
            long step = next[i] - counts[i];
            counts[i] += step <= left ? step : 0;
            left -= step <= left ? step : 0;
        }
        return counts;
    }

    private long[] moved(double[] shares, double by) {
        long[] counts = new long[shares.length];
        for (int i = 0; i < counts.length; i++) {
            long zeros = items.get(i).granularity().zeros(Math.clamp(shares[i] + by, 0, 1));
            counts[i] = Math.min(zeros, items.get(i).curve().limit());
        }
        return counts;
    }

    /** Summed damage of the items; NaN where one is beyond what is known. */
    double damage(long[] counts) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += items.get(i).damage(counts[i]);
        }
        return sum;
    }

    private String note(long most) {
        if (wanted < fixedZeros) {
            return "The locked layers alone make %s; the others stay dense."
                    .formatted(percent(fixedZeros));
        }
        if (wanted > most) {
            return "%s is out of reach: locked layers, layers left out and the known sparsities allow %s at most."
                    .formatted(percent(wanted), percent(most));
        }
        return "";
    }

    private String percent(long zeros) {
        return String.format(Locale.ROOT, "%.1f %%", weights == 0 ? 0 : 100.0 * zeros / weights);
    }
}
