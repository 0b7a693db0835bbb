package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class PairedAnswersTest {
    /** Approval of a prime minister in two surveys of the same people: Agresti (1990), 10.1. */
    private static final PairedAnswers APPROVAL = new PairedAnswers(794, 86, 150, 570);

    @Test
    void countsTheFourOutcomes() {
        boolean[] base = {true, true, false, false, true};
        boolean[] candidate = {true, false, true, false, true};
        assertEquals(new PairedAnswers(2, 1, 1, 1), PairedAnswers.of(base, candidate));
    }

    @Test
    void refusesAnswersOnDifferentSamples() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PairedAnswers.of(new boolean[3], new boolean[4]));
    }

    @Test
    void exactTestAgreesWithStatsmodels() {
        assertEquals(3.7159361395713866e-05, APPROVAL.pValue(), 1e-16);
        assertEquals(0.14599609375, new PairedAnswers(10, 3, 9, 8).pValue(), 1e-13);
        assertEquals(0.0039652307652942925, new PairedAnswers(9200, 134, 90, 576).pValue(), 1e-13);
    }

    @Test
    void exactTestSurvivesThousandsOfDifferingAnswers() {
        assertEquals(
                0.36697274517663797, new PairedAnswers(4000, 1500, 1450, 3050).pValue(), 1e-10);
    }

    @Test
    void modelsThatAnswerAlikeDoNotDiffer() {
        PairedAnswers same = new PairedAnswers(90, 0, 0, 10);
        assertEquals(1, same.pValue());
        assertEquals(0, same.difference().value());
        assertTrue(same.difference().low() <= 0 && same.difference().high() >= 0);
    }

    @Test
    void differenceFollowsNewcombesMethod10() {
        check(APPROVAL, 0.04, 0.021230423982877014, 0.05870387289572883);
        check(
                new PairedAnswers(9200, 134, 90, 576),
                -0.0044,
                -0.007371182438202782,
                -0.0014578237037095165);
        check(new PairedAnswers(10, 3, 9, 8), 0.2, -0.026415309881783255, 0.39747094873906896);
        check(new PairedAnswers(5, 0, 0, 5), 0, -0.16659315708122263, 0.16659315708122263);
    }

    @Test
    void differenceIsCloseToTangosScoreIntervalForLargeSamples() {
        Estimate difference = APPROVAL.difference();
        assertEquals(0.02136156475467421, difference.low(), 5e-4);
        assertEquals(0.05899803330568379, difference.high(), 5e-4);
    }

    @Property(tries = 200)
    void swappingTheModelsMirrorsTheDifference(
            @ForAll @IntRange(max = 300) int both,
            @ForAll @IntRange(max = 300) int onlyBase,
            @ForAll @IntRange(max = 300) int onlyCandidate,
            @ForAll @IntRange(min = 1, max = 300) int neither) {
        Estimate there = new PairedAnswers(both, onlyBase, onlyCandidate, neither).difference();
        Estimate back = new PairedAnswers(both, onlyCandidate, onlyBase, neither).difference();
        assertEquals(there.value(), -back.value(), 1e-12);
        assertEquals(there.low(), -back.high(), 1e-12);
        assertTrue(there.low() <= there.value() && there.value() <= there.high());
        assertTrue(there.low() >= -1 && there.high() <= 1);
    }

    private static void check(PairedAnswers answers, double value, double low, double high) {
        Estimate difference = answers.difference();
        assertEquals(value, difference.value(), 1e-12);
        assertEquals(low, difference.low(), 1e-12);
        assertEquals(high, difference.high(), 1e-12);
    }
}
