package org.espalier.analyze;

import java.util.Arrays;

/**
 * Damage of one layer over its number of zeros: the row of a {@link SensitivityTable}, linear
 * between the cells that are known, and nothing at no zeros.
 *
 * <p>A cell counts at the zeros that its sparsity really gives, not at its nominal share.
 *
 * @param zeros ascending, from 0
 * @param damage at {@code zeros}, from 0
 */
record DamageCurve(long[] zeros, double[] damage) {
    /** Nothing but the dense layer is known. */
    static final DamageCurve UNKNOWN = new DamageCurve(new long[1], new double[1]);

    static DamageCurve of(double[] sparsities, double[] damage, Granularity granularity) {
        long[] x = new long[sparsities.length + 1];
        double[] y = new double[sparsities.length + 1];
        int points = 1;
        for (int i = 0; i < sparsities.length; i++) {
            long count = granularity.zeros(sparsities[i]);
            if (!Double.isNaN(damage[i]) && count > x[points - 1]) {
                x[points] = count;
                y[points++] = damage[i];
            }
        }
        return points == 1
                ? UNKNOWN
                : new DamageCurve(Arrays.copyOf(x, points), Arrays.copyOf(y, points));
    }

    /** The most zeros whose damage is known. */
    long limit() {
        return zeros[zeros.length - 1];
    }

    /** Damage at a number of zeros up to the limit. */
    double at(long count) {
        int i = Arrays.binarySearch(zeros, count);
        return i >= 0 ? damage[i] : damage[-i - 2] + slope(-i - 1) * (count - zeros[-i - 2]);
    }

    /** Damage per weight of the next zeros; infinite at the limit. */
    double slopeUp(long count) {
        int i = Arrays.binarySearch(zeros, count);
        int upper = i >= 0 ? i + 1 : -i - 1;
        return upper == zeros.length ? Double.POSITIVE_INFINITY : slope(upper);
    }

    /** Damage per weight of the last zeros; minus infinity where there are none. */
    double slopeDown(long count) {
        int i = Arrays.binarySearch(zeros, count);
        int upper = i >= 0 ? i : -i - 1;
        return upper == 0 ? Double.NEGATIVE_INFINITY : slope(upper);
    }

    /** Zeros up to the next known cell. */
    long roomUp(long count) {
        int i = Arrays.binarySearch(zeros, count);
        int upper = i >= 0 ? i + 1 : -i - 1;
        return upper == zeros.length ? 0 : zeros[upper] - count;
    }

    /** Zeros down to the last known cell. */
    long roomDown(long count) {
        int i = Arrays.binarySearch(zeros, count);
        int lower = i >= 0 ? i - 1 : -i - 2;
        return lower < 0 ? 0 : count - zeros[lower];
    }

    private double slope(int upper) {
        return (damage[upper] - damage[upper - 1]) / (zeros[upper] - zeros[upper - 1]);
    }
}
