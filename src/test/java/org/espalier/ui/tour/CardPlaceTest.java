package org.espalier.ui.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardPlaceTest {
    private static final Dimension2D CARD = new Dimension2D(300, 150);
    private static final Dimension2D WINDOW = new Dimension2D(1100, 720);

    @ParameterizedTest
    @CsvSource({
        "right, 80, 100, 600, 500, 694 275",
        "left, 700, 100, 390, 500, 386 275",
        "below, 20, 100, 1060, 300, 400 414",
        "above, 20, 300, 1060, 400, 400 136",
        "right and pushed down, 10, 10, 80, 40, 104 14"
    })
    void standsBesideItsTarget(
            String side, double x, double y, double width, double height, String corner) {
        Bounds target = new BoundingBox(x, y, width, height);
        Point2D place = CardPlace.beside(target, CARD, WINDOW);
        assertEquals(corner, "%.0f %.0f".formatted(place.getX(), place.getY()), side);
        assertFalse(
                target.intersects(place.getX(), place.getY(), CARD.getWidth(), CARD.getHeight()));
    }
}
