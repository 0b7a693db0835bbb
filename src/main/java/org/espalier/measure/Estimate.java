package org.espalier.measure;

import org.jspecify.annotations.Nullable;

/**
 * A measured number with its 95 % interval.
 *
 * @param low lower end
 * @param high upper end
 * @param standardError where it is stated beside the interval; else null
 */
public record Estimate(double value, double low, double high, @Nullable Double standardError) {
    /** An interval alone. */
    public Estimate(double value, double low, double high) {
        this(value, low, high, null);
    }

    /** The same with its standard error. */
    Estimate with(double error) {
        return new Estimate(value, low, high, error);
    }
}
