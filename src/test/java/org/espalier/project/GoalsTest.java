package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.project.Goals.Check;
import org.espalier.project.Goals.Kind;
import org.espalier.project.Goals.Outcome;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class GoalsTest {
    private static final Provenance FROM = new Provenance("", "", 0, Map.of(), "cpu");

    @Test
    void eachGoalIsMetNotMetOrUnknown() {
        Goals goals = new Goals(1000L, 2.0, 0.9);

        List<Check> checks = goals.check(Goals.exactly(1000), new Estimate(2.1, 1.9, 2.3), null);

        assertEquals(
                List.of(Kind.SIZE, Kind.LATENCY, Kind.ACCURACY),
                checks.stream().map(Check::kind).toList());
        assertEquals(
                List.of(Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN),
                checks.stream().map(Check::outcome).toList());
        assertEquals(List.of(true, false, false), checks.stream().map(Check::certain).toList());
    }

    @Test
    void accuracyIsALowerLimit() {
        Goals goals = new Goals(null, null, 0.9);

        Check met = goals.check(null, null, new Estimate(0.9, 0.89, 0.91)).getFirst();
        Check missed = goals.check(null, null, new Estimate(0.8, 0.79, 0.81)).getFirst();

        assertEquals(Outcome.MET, met.outcome());
        assertFalse(met.certain());
        assertEquals(Outcome.NOT_MET, missed.outcome());
        assertTrue(missed.certain());
    }

    @Test
    void measuresAreReadAtBatchOneAndFromAccuraciesOnly() {
        Goals goals = new Goals(100L, 5.0, 0.5);
        Quality kl = new Quality("kl", new Estimate(0.9, 0.9, 0.9), 10, FROM);
        Quality top1 = new Quality("top1", new Estimate(0.4, 0.3, 0.6), 10, FROM);

        List<Check> checks = goals.check(measures(List.of(kl, top1), latency(1)));
        assertEquals(new Estimate(0.4, 0.3, 0.6), checks.get(2).value());
        assertEquals(new Estimate(4, 3, 6), checks.get(1).value());
        assertEquals(Goals.exactly(50), checks.get(0).value());

        List<Check> others = goals.check(measures(List.of(kl), latency(8)));
        assertEquals(Outcome.UNKNOWN, others.get(1).outcome());
        assertEquals(Outcome.UNKNOWN, others.get(2).outcome());
    }

    @Test
    void goalsThatNoModelMeetsAreRefused() {
        assertThrows(UserFacingException.class, () -> new Goals(0L, null, null));
        assertThrows(UserFacingException.class, () -> new Goals(null, Double.NaN, null));
        assertThrows(UserFacingException.class, () -> new Goals(null, null, 1.01));
        assertEquals(List.of(), Goals.NONE.check(null, null, null));
    }

    private static ModelMeasures measures(List<Quality> quality, Latency latency) {
        return new ModelMeasures(quality, latency, new ModelSize(99, 50, 40), -1, 0, 9, 9);
    }

    private static Latency latency(int batch) {
        return new Latency(
                new Estimate(4, 3, 6), 7, new double[] {4}, 1, batch, "CPUExecutionProvider", FROM);
    }
}
