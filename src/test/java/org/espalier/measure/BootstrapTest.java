package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final double[] TIMES = {
        1.21, 1.34, 1.19, 1.25, 1.41, 1.22, 1.28, 1.3, 1.95, 1.24, 1.23, 1.27, 1.2, 1.26, 1.33,
        1.29, 1.22, 1.31, 1.24, 1.6
    };

    private final Bootstrap bootstrap = new Bootstrap(7);

    @Test
    void medianAgreesWithScipy() {
        check(bootstrap.median(TIMES), 1.265, 1.235, 1.305, 0.006);
    }

    @Test
    void meanAgreesWithScipy() {
        check(bootstrap.mean(TIMES), 1.317, 1.2550, 1.4020, 0.008);
    }

    @Test
    void differenceOfMediansAgreesWithScipy() {
        double[] faster = new double[TIMES.length];
        for (int i = 0; i < faster.length; i++) {
            faster[i] = TIMES[i] * 0.9 + 0.01 * (i % 3);
        }
        Estimate difference = bootstrap.differenceOfMedians(TIMES, faster);
        check(difference, -0.117, -0.174, -0.065, 0.008);
    }

    @Test
    void theSeedDecidesTheInterval() {
        assertEquals(new Bootstrap(7).mean(TIMES), bootstrap.mean(TIMES));
        assertNotEquals(new Bootstrap(8).mean(TIMES), bootstrap.mean(TIMES));
    }

    @Test
    void samplesThatAreAllAlikeHaveNoUncertainty() {
        assertEquals(new Estimate(2, 2, 2), bootstrap.median(new double[] {2, 2, 2}));
    }

    @Test
    void quantilesAreThoseOfNumPy() {
        assertEquals(1.6175, Bootstrap.quantile(TIMES, 0.95), 1e-12);
        assertEquals(1.19, Bootstrap.quantile(TIMES, 0));
        assertEquals(1.95, Bootstrap.quantile(TIMES, 1));
        assertEquals(2.5, Bootstrap.quantile(new double[] {4, 1, 3, 2}, 0.5));
    }

    @Test
    void noSamplesHaveNoQuantile() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.quantile(new double[0], 0.5));
    }

    private static void check(
            Estimate estimate, double value, double low, double high, double tolerance) {
        assertEquals(value, estimate.value(), 1e-12);
        assertEquals(low, estimate.low(), tolerance);
        assertEquals(high, estimate.high(), tolerance);
    }
}
