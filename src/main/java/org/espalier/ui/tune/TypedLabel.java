package org.espalier.ui.tune;

import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** The number being typed, over what it will be set on. */
final class TypedLabel extends Label {
    private static final double ABOVE = 40;

    private final Region over;
    private final Supplier<@Nullable Point2D> place;

    /**
     * Shows a number as long as one is typed.
     *
     * @param over the region it lies in
     * @param place in that region, of what will be set; null if it is not in sight
     */
    TypedLabel(TypedNumber typed, Region over, Supplier<@Nullable Point2D> place, Texts texts) {
        this.over = over;
        this.place = place;
        setId("typed");
        getStyleClass().add("typed");
        setManaged(false);
        setMouseTransparent(true);
        visibleProperty().bind(typed.text().isNotEmpty());
        typed.text().subscribe(text -> show(texts.get("tune.typed", text)));
    }

    private void show(String text) {
        setText(text);
        Point2D at = place.get();
        if (at != null) {
            applyCss();
            autosize();
            double most = Math.max(0, over.getWidth() - getWidth());
            double x = Math.clamp(at.getX() - getWidth() / 2, 0, most);
            relocate(x, Math.max(2, at.getY() - ABOVE));
        }
    }
}
