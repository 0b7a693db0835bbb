package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void sharesAreWrittenAsPercentages() {
        assertEquals("61.8 %", Numbers.percent(0.618));
        assertEquals("62 %", Numbers.wholePercent(0.618));
    }

    @Test
    void aNumberKeepsItsUnitWhereTextWraps() {
        assertEquals(
                "loses 2.3 points (95\u00a0% interval), 0.91\u00a0ms, 0.47\u00a0MB, −1.2\u00a0pp,"
                        + " 1.8\u00a0M",
                Numbers.unbroken(
                        "loses 2.3 points (95 % interval), 0.91 ms, 0.47 MB, −1.2 pp, 1.8 M"));
        assertEquals("16 Models", Numbers.unbroken("16 Models"));
    }

    @Test
    void differencesCarryTheirSignAndNothingIsMinusZero() {
        assertEquals("−1.2 pp", Numbers.points(-0.012));
        assertEquals("+0.2 pp", Numbers.points(0.002));
        assertEquals("0.0 pp", Numbers.points(-0.0001));
        assertEquals("0.0 pp", Numbers.points(0.0001));
    }

    @Test
    void largeNumbersAreShortened() {
        assertEquals("36,864", Numbers.count(36_864));
        assertEquals("640", Numbers.compact(640));
        assertEquals("36.9 K", Numbers.compact(36_864));
        assertEquals("1.81 M", Numbers.compact(1_806_336));
        assertEquals("7.24 G", Numbers.compact(7.24e9));
    }

    @Test
    void bytesAreInPowersOfAThousand() {
        assertEquals("0.71 MB", Numbers.bytes(710_000));
        assertEquals("43.0 KB", Numbers.bytes(43_000));
        assertEquals("1.50 GB", Numbers.bytes(1.5e9));
    }

    @Test
    void timesAndRatiosAreShort() {
        assertEquals("0.91 ms", Numbers.millis(0.91));
        assertEquals("2.3×", Numbers.factor(2.34));
        assertEquals("12×", Numbers.factor(12.4));
        assertEquals("0:42", Numbers.clock(42));
        assertEquals("1:02:03", Numbers.clock(3723));
    }
}
