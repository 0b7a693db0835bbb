package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.AnswerSheet.Answers;
import org.junit.jupiter.api.Test;

class AnswerSheetTest {
    private final AnswerSheet sheet =
            new AnswerSheet(
                    new int[] {10, 11, 12, 13, 14},
                    new int[] {0, 0, 1, 1, 2},
                    new Answers(new int[] {0, 0, 2, 2, 2}, new int[] {900, 800, 700, 990, 600}),
                    new Answers(new int[] {1, 2, 1, 0, 2}, new int[] {500, 990, 600, 990, 999}));

    @Test
    void countsAnswersByRightClass() {
        assertArrayEquals(
                new int[][] {{2, 0, 0}, {0, 0, 2}, {0, 0, 1}}, sheet.confusion(sheet.base(), 3));
        assertArrayEquals(
                new boolean[] {false, false, true, false, true}, sheet.correct(sheet.candidate()));
        assertEquals(0.8, sheet.base().confidence(1));
    }

    @Test
    void putsTheSamplesThatTheCandidateLostFirstAndTheSurestOfThemBefore() {
        assertArrayEquals(new int[] {1, 0, 3, 2}, sheet.disagreements());
    }

    @Test
    void matchesSheetsOfTheSameSamples() {
        assertTrue(sheet.matches(sheet));
        AnswerSheet other =
                new AnswerSheet(
                        new int[] {0, 1, 2, 3, 4}, sheet.labels(), sheet.base(), sheet.candidate());
        assertFalse(sheet.matches(other));
    }
}
