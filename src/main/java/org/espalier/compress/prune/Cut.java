package org.espalier.compress.prune;

/**
 * Where a comparison group is cut: the keys below {@code key} are pruned, and of those equal to it
 * the first {@code ties} by index.
 */
record Cut(int key, long ties) {
    /** Keys are the bits of finite floats, so none reaches this one. */
    private static final int ABOVE_ALL = 0x7F80_0000;

    /**
     * Cuts off the {@code count} smallest keys of one row.
     *
     * <p>The boundary is searched by counting how many keys lie below a probe, in a loop that the
     * compiler turns into vector instructions; a dozen passes over a row in the cache cost much
     * less than sorting it. Probes alternate between interpolation and halving.
     *
     * @param guess first probe, such as the cut of the row before; it changes the time, never the
     *     result of the pruning
     */
    static Cut of(int[] keys, int from, int end, int count, int guess) {
        int low = 0;
        int high = ABOVE_ALL;
        int belowLow = 0;
        int belowHigh = end - from;
        if (count == 0 || count == belowHigh) {
            return new Cut(count == 0 ? low : high, 0);
        }
        int probe = guess;
        boolean halve = false;
        while (high - low > 1) {
            if (probe <= low || probe >= high) {
                probe = low + (high - low) / 2;
            }
            int below = below(keys, from, end, probe);
            if (below == count) {
                return new Cut(probe, 0);
            }
            if (below < count) {
                low = probe;
                belowLow = below;
            } else {
                high = probe;
                belowHigh = below;
            }
            double share = halve ? 0.5 : (count - belowLow + 0.5) / (belowHigh - belowLow + 1);
            probe = low + (int) ((high - low) * share);
            halve = !halve;
        }
        return new Cut(low, count - belowLow);
    }

    /** How many keys are below {@code probe}; both are non-negative, so the sign bit tells. */
    private static int below(int[] keys, int from, int end, int probe) {
        int count = 0;
        for (int i = from; i < end; i++) {
            count += (keys[i] - probe) >>> 31;
        }
        return count;
    }
}
