package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.espalier.compress.prune.Scope;
import org.junit.jupiter.api.Test;

class GranularityTest {
    @Test
    void aShareIsTheShortestDecimalThatGivesItsZeros() {
        Granularity rows = new Granularity(16, 144, Scope.ROW);

        assertEquals(0.3, rows.share(16 * 43));
        assertEquals(0.5, rows.share(16 * 72));
        assertEquals(0.31, rows.share(16 * 44));
        assertEquals(0, rows.share(0));
        assertEquals(1, rows.share(16 * 144));
    }

    @Property
    void aShareGivesBackItsZeros(
            @ForAll @IntRange(min = 1, max = 64) int rows,
            @ForAll @IntRange(min = 1, max = 5000) int columns,
            @ForAll Scope scope,
            @ForAll @IntRange(min = 0, max = 1000) int place) {
        Granularity granularity = new Granularity(rows, columns, scope);
        long groups = granularity.weights() / granularity.step();
        long zeros = granularity.step() * (groups * place / 1000);

        assertEquals(zeros, granularity.zeros(granularity.share(zeros)));
    }
}
