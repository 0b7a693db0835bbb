package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import java.util.List;

class HeatmapLayoutTest {
    private final HeatmapLayout layout =
            HeatmapLayout.in(900, 500, 16, 20, List.of(0.0, 0.1, 0.5, 0.9, 0.95));

    @Property
    void sparsityIsFoundWhereItIsDrawn(@ForAll @DoubleRange(min = 0, max = 0.95) double sparsity) {
        assertEquals(sparsity, layout.sparsityAt(layout.y(sparsity)), 1e-9);
    }

    @Property
    void layerIsFoundInItsColumn(@ForAll @IntRange(min = 0, max = 19) int layer) {
        assertEquals(layer, layout.layerAt(layout.x(layer)));
        assertTrue(layout.column(layer).contains(layout.x(layer), layout.y(0.5)));
    }

    @Property
    void cellHoldsItsSparsity(
            @ForAll @IntRange(min = 0, max = 19) int layer,
            @ForAll @IntRange(min = 0, max = 4) int row) {
        double y = layout.y(layout.sparsities().get(row));
        assertTrue(layout.cell(layer, row).contains(layout.x(layer), y));
    }

    @Property(tries = 1)
    void outsideIsNoLayerAndNoImpossibleSparsity() {
        assertEquals(-1, layout.layerAt(10));
        assertEquals(-1, layout.layerAt(899));
        assertEquals(0, layout.sparsityAt(499));
        assertEquals(0.95, layout.sparsityAt(0));
    }
}
