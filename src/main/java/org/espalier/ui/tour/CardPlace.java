package org.espalier.ui.tour;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;

import java.util.Comparator;
import java.util.List;

/** Finds where a card stands beside what it speaks of, without covering it. */
final class CardPlace {
    private static final double GAP = 14;

    private CardPlace() {}

    /**
     * The upper left corner of the card: right of the target, left, below or above it, the first
     * where it fits into the window; where it fits nowhere, where it covers least of the target.
     */
    static Point2D beside(Bounds target, Dimension2D card, Dimension2D window) {
        double middleX = target.getCenterX() - card.getWidth() / 2;
        double middleY = target.getCenterY() - card.getHeight() / 2;
        List<Point2D> wished =
                List.of(
                        new Point2D(target.getMaxX() + GAP, middleY),
                        new Point2D(target.getMinX() - GAP - card.getWidth(), middleY),
                        new Point2D(middleX, target.getMaxY() + GAP),
                        new Point2D(middleX, target.getMinY() - GAP - card.getHeight()));
        return wished.stream()
                .map(place -> within(place, card, window))
                .min(Comparator.comparingDouble(place -> covered(place, card, target)))
                .orElseThrow();
    }

    private static Point2D within(Point2D place, Dimension2D card, Dimension2D window) {
        return new Point2D(
                inside(place.getX(), window.getWidth() - card.getWidth() - GAP),
                inside(place.getY(), window.getHeight() - card.getHeight() - GAP));
    }

    private static double inside(double wished, double most) {
        return Math.max(GAP, Math.min(wished, most));
    }

    private static double covered(Point2D place, Dimension2D card, Bounds target) {
        BoundingBox box =
                new BoundingBox(place.getX(), place.getY(), card.getWidth(), card.getHeight());
        double width = overlap(box.getMinX(), box.getMaxX(), target.getMinX(), target.getMaxX());
        double height = overlap(box.getMinY(), box.getMaxY(), target.getMinY(), target.getMaxY());
        return width * height;
    }

    private static double overlap(double from, double to, double otherFrom, double otherTo) {
        return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    }
}
