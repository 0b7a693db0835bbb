package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.espalier.model.Layer;
import org.espalier.report.BlockGrid.Cell;
import org.espalier.report.Shape.Box;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;

import java.util.Optional;

class BlockLayoutTest {
    private static BlockLayout layout(double width, int blocks, int first) {
        Study study = SampleStudy.deep(blocks);
        BlockGrid grid =
                BlockGrid.of(study.blocks(), study.layers().stream().map(Layer::id).toList());
        return BlockLayout.in(width, 400, 80, grid, first);
    }

    @Property(tries = 50)
    void aCellIsFoundWhereItIsDrawn(
            @ForAll @IntRange(min = 0, max = 3) int row,
            @ForAll @IntRange(min = 0, max = 31) int column) {
        BlockLayout layout = layout(900, 32, 0);
        Box box = layout.cell(new Cell(row, column));
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        assertEquals(Optional.of(new Cell(row, column)), layout.cellAt(x, y));
        assertEquals(new Cell(row, column), layout.nearest(x, y));
        assertEquals(row, layout.rowNamedAt(20, y));
        assertEquals(column, layout.columnNamedAt(x, 20));
    }

    @Property(tries = 1)
    void allColumnsAreShownWhereTheyFit() {
        BlockLayout layout = layout(900, 32, 5);
        assertFalse(layout.scrolls());
        assertEquals(0, layout.first());
        assertEquals(Optional.empty(), layout.cellAt(20, 100));
        assertEquals(-1, layout.rowNamedAt(200, 100));
        assertEquals(-1, layout.columnNamedAt(200, 100));
    }

    @Property(tries = 1)
    void columnsStayWideAndScroll() {
        BlockLayout layout = layout(500, 100, 97);
        assertTrue(layout.scrolls());
        assertTrue(layout.columnWidth() >= BlockLayout.NARROWEST);
        assertEquals(100, layout.first() + layout.shown(), "never beyond the last");
        assertEquals(new Cell(0, 99), layout.nearest(1000, 0));
        assertEquals(40, layout.showing(40));
        assertEquals(layout.first(), layout.showing(98));
        assertEquals(99 - layout.shown() + 1, layout(500, 100, 3).showing(99));
    }
}
