package org.espalier.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

import org.espalier.model.LayerId;
import org.junit.jupiter.api.Test;

class LayerInputsTest {
    @Property
    void normsSurviveTheWayThroughStatistics(@ForAll @FloatRange(min = 0, max = 1e12f) float norm) {
        LayerInputs inputs = new LayerInputs(new LayerId("fc"), 3, new float[] {norm});
        assertEquals(norm, inputs.statistics().norm(0));
        assertEquals(norm, LayerInputs.of(new LayerId("fc"), inputs.statistics()).norms()[0]);
    }

    @Test
    void deadInputsAreCounted() {
        assertEquals(2, new LayerInputs(new LayerId("fc"), 3, new float[] {0, 1, 0}).dead());
    }
}
