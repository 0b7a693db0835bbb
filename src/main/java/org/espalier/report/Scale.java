package org.espalier.report;

import java.util.stream.DoubleStream;

/**
 * A linear axis: values onto pixels.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 */
record Scale(double low, double high, double from, double to) {
    double at(double value) {
        return high == low ? from : from + (value - low) / (high - low) * (to - from);
    }

    /** Round values in the range, about {@code count} of them. */
    double[] ticks(int count) {
        double step = roundUp((high - low) / count);
        double first = Math.ceil(low / step - 1e-9) * step;
        int n = (int) Math.floor((high - first) / step + 1e-9) + 1;
        return DoubleStream.iterate(0, i -> i + 1).limit(n).map(i -> first + i * step).toArray();
    }

    /** The next number that is 1, 2 or 5 with zeros; 1 for what is not positive. */
    static double roundUp(double rough) {
        if (!(rough > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double share = rough / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
