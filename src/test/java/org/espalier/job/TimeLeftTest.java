package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class TimeLeftTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TimeLeft timeLeft = new TimeLeft(nanos::get);

    @Test
    void unknownUntilSomethingIsDone() {
        assertEquals(-1, timeLeft.seconds());
        timeLeft.plan(List.of(new JobContext.Phase("a", 1)));
        timeLeft.enter("a");
        assertEquals(-1, timeLeft.seconds());
    }

    @Test
    void reckonsOverTheWholeJobByTheWeightsOfItsPhases() {
        timeLeft.plan(List.of(new JobContext.Phase("a", 1), new JobContext.Phase("b", 3)));
        timeLeft.enter("a");
        worked(10);
        timeLeft.update(1, 2);
        assertEquals(70, timeLeft.seconds(), 1e-9);
        timeLeft.enter("b");
        worked(10);
        assertEquals(60, timeLeft.seconds(), 1e-9);
        timeLeft.update(2, 3);
        assertEquals(20.0 / 3, timeLeft.seconds(), 1e-9);
    }

    @Test
    void anInnerPartThatBeginsAnewDoesNotSetItBack() {
        timeLeft.plan(List.of(new JobContext.Phase("a", 1)));
        timeLeft.enter("a");
        worked(8);
        timeLeft.update(4, 5);
        timeLeft.update(1, 5);
        assertEquals(2, timeLeft.seconds(), 1e-9);
    }

    private void worked(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000);
    }
}
