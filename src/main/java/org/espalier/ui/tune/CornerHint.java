package org.espalier.ui.tune;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** What to do with a figure, in its lower right corner, beside the scale of colours at the left. */
final class CornerHint extends Label {
    /** Width of the axis and the scale of colours, in sizes of the hint's letters. */
    private static final double SCALE = 29;

    /**
     * Lets the mouse through to the figure.
     *
     * @param most its width where there is room
     * @param figure what it lies on
     */
    CornerHint(String text, double most, Region figure) {
        super(text);
        getStyleClass().add("hint");
        setWrapText(true);
        setMouseTransparent(true);
        maxWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () ->
                                        Math.clamp(
                                                figure.getWidth() - SCALE * getFont().getSize(),
                                                0,
                                                most),
                                figure.widthProperty(),
                                fontProperty()));
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
    }
}
