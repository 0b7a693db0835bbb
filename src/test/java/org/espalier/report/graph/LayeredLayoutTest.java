package org.espalier.report.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.junit.jupiter.api.Test;

import java.util.List;

class LayeredLayoutTest {
    @Test
    void sourcesLieAboveWhatTheyFeedAndNothingOverlaps() {
        GraphLayout layout = LayeredLayout.of(Boxes.residual(3), () -> false);
        List<Box> places = layout.places();
        for (BoxGraph.Link link : layout.graph().links()) {
            assertTrue(
                    places.get(link.from()).bottom() < places.get(link.to()).y(), link::toString);
        }
        for (int a = 0; a < places.size(); a++) {
            for (int b = 0; b < a; b++) {
                assertFalse(overlap(places.get(a), places.get(b)), a + " on " + b);
            }
        }
    }

    private static boolean overlap(Box a, Box b) {
        return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }

    @Test
    void linesLeadFromBoxToBox() {
        GraphLayout layout = LayeredLayout.of(Boxes.residual(2), () -> false);
        for (int i = 0; i < layout.lines().size(); i++) {
            BoxGraph.Link link = layout.graph().links().get(i);
            List<Point> line = layout.lines().get(i);
            Box from = layout.places().get(link.from());
            assertEquals(from.bottom(), line.getFirst().y(), 0.01);
            assertTrue(from.contains(line.getFirst().x(), line.getFirst().y() - 0.01));
            assertEquals(layout.places().get(link.to()).y(), line.getLast().y(), 0.01);
        }
    }

    @Test
    void givesUpWhenCancelled() {
        assertThrows(
                CancelledException.class, () -> LayeredLayout.of(Boxes.residual(2), () -> true));
    }

    @Test
    void laysOutFifteenHundredBoxes() {
        GraphLayout layout = LayeredLayout.of(Boxes.residual(500), () -> false);
        assertEquals(1502, layout.places().size());
        assertEquals(2001, layout.lines().size());
    }

    @Test
    void nothingTakesNoRoom() {
        BoxGraph nothing = new BoxGraph(List.of(), List.of());
        assertEquals(GraphLayout.EMPTY, LayeredLayout.of(nothing, () -> false));
    }
}
