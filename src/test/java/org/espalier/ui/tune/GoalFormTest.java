package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.project.Goals;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalFormTest {
    private final Texts texts = new Texts();

    @Test
    void emptyFieldsAreNoGoals() {
        assertEquals(Goals.NONE, new GoalForm("", " ", "").goals(texts));
    }

    @Test
    void writtenGoalsReadBack() {
        Goals goals = new Goals(470_000L, 1.5, 0.905);
        assertEquals(new GoalForm("0.47", "1.5", "90.5"), GoalForm.of(goals));
        assertEquals(goals, GoalForm.of(goals).goals(texts));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500000", "500 KB, 500000", "1.2 GB, 1200000000", "'0,25 MB', 250000"})
    void sizesMayHaveUnits(String typed, long bytes) {
        assertEquals(bytes, new GoalForm(typed, "", "").goals(texts).largestBytes());
    }

    @Test
    void whatIsNoNumberIsNamed() {
        UserFacingException refused =
                assertThrows(
                        UserFacingException.class, () -> new GoalForm("", "fast", "").goals(texts));
        assertTrue(refused.getMessage().startsWith("\"fast\" is not a number"));
        assertThrows(UserFacingException.class, () -> new GoalForm("", "", "120").goals(texts));
    }
}
