package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LogitsTest {

    @Test
    void ranksCountTheClassesAhead() {
        Logits logits = new Logits(Tensor.of(Shape.of(2, 3), 0.5f, 2f, 1f, 3f, -1f, 3f));
        assertEquals(1, logits.best(0));
        assertEquals(2, logits.rank(0, 0));
        assertEquals(1, logits.rank(0, 2));
    }

    @Test
    void ofEqualScoresTheFirstWins() {
        Logits logits = new Logits(Tensor.of(Shape.of(1, 3), 3f, 3f, 3f));
        assertEquals(0, logits.best(0));
        assertEquals(0, logits.rank(0, 0));
        assertEquals(2, logits.rank(0, 2));
    }

    @Test
    void logSoftmaxSurvivesLargeScores() {
        Logits logits = new Logits(Tensor.of(Shape.of(1, 2), 1000f, 1000f));
        double half = Math.log(0.5);
        assertArrayEquals(new double[] {half, half}, logits.logSoftmax(0), 1e-12);
    }

    @Test
    void trailingAxesOfSizeOneAreDropped() {
        assertEquals(4, new Logits(Tensor.of(Shape.of(1, 4, 1, 1), 1f, 2f, 3f, 4f)).classes());
    }

    @Test
    void nanIsReportedWithItsPlace() {
        Tensor scores = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, Float.NaN);
        UserFacingException e = assertThrows(UserFacingException.class, () -> new Logits(scores));
        assertTrue(e.getMessage().contains("NaN (class 1 of sample 1 in the batch)"));
    }

    @Test
    void anotherShapeIsRefused() {
        Tensor hidden = Tensor.of(Shape.of(1, 2, 2), 1f, 2f, 3f, 4f);
        UserFacingException e = assertThrows(UserFacingException.class, () -> new Logits(hidden));
        assertTrue(e.getMessage().contains("(1 x 2 x 2)"));
    }
}
