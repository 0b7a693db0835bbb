package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class WilsonTest {

    @Test
    void agreesWithStatsmodels() {
        check(9334, 10000, 0.9283449412561539, 0.9381222089561437);
        check(81, 263, 0.2552885198782742, 0.36620957698280004);
        check(1, 30, 0.005908590381612455, 0.16670390991409176);
    }

    @Test
    void agreesWithTheTableOfNewcombe1998() {
        Estimate estimate = Wilson.interval(1, 29);
        assertEquals(0.0061, estimate.low(), 5e-5);
        assertEquals(0.1718, estimate.high(), 5e-5);
    }

    @Test
    void touchesTheEndsWhenAllAnswersAreAlike() {
        check(0, 10, 0, 0.27753279986288926);
        check(10, 10, 0.7224672001371106, 1);
    }

    @Test
    void refusesAnEmptySample() {
        assertThrows(IllegalArgumentException.class, () -> Wilson.interval(0, 0));
    }

    @Property(tries = 200)
    void containsTheShareAndStaysAmongShares(
            @ForAll @IntRange(max = 5000) int successes,
            @ForAll @IntRange(max = 5000) int failures) {
        if (successes + failures == 0) {
            return;
        }
        Estimate estimate = Wilson.interval(successes, successes + failures);
        assertTrue(0 <= estimate.low() && estimate.low() <= estimate.value());
        assertTrue(estimate.value() <= estimate.high() && estimate.high() <= 1);
    }

    private static void check(long successes, long trials, double low, double high) {
        Estimate estimate = Wilson.interval(successes, trials);
        assertEquals((double) successes / trials, estimate.value());
        assertEquals(low, estimate.low(), 1e-12);
        assertEquals(high, estimate.high(), 1e-12);
    }
}
