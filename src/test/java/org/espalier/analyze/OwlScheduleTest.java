package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class OwlScheduleTest {
    @Test
    void theOutlierRatiosAreScaledAndTheirMeanTakenOff() {
        // scaled to 0.16, 0.04 and 0; their mean is 0.2 / 3
        double[] found = OwlSchedule.sparsities(new double[] {5, 2, 1}, 0.7);

        double mean = 0.2 / 3;
        assertArrayEquals(
                new double[] {0.7 - 0.16 + mean, 0.7 - 0.04 + mean, 0.7 + mean}, found, 1e-12);
    }

    @Test
    void blocksThatAreAlikeGetTheSame() {
        assertArrayEquals(
                new double[] {0.5, 0.5}, OwlSchedule.sparsities(new double[] {3, 3}, 0.5));
    }

    @Property(tries = 200)
    void theMeanIsTheOneWanted(
            @ForAll @Size(min = 1, max = 40) double[] drawn,
            @ForAll @DoubleRange(min = 0.16, max = 0.84) double sparsity) {
        double[] ratios =
                Arrays.stream(drawn).map(d -> Math.abs(Double.isFinite(d) ? d % 100 : 0)).toArray();

        double[] found = OwlSchedule.sparsities(ratios, sparsity);

        assertEquals(sparsity, Arrays.stream(found).average().orElseThrow(), 1e-9);
    }
}
