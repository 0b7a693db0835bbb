package org.espalier.ui.recipe;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Locale;

/** A card to choose: a title, a few coloured words behind it, and text below. */
final class ChoiceCard extends ToggleButton {
    private static final double SIDES = 28;
    private static final double LEAST = 200;

    private final VBox words;

    /** {@code tone} is a style of the words: recommended, fits, limited, impossible, plain. */
    ChoiceCard(String title, String status, String tone, String text) {
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        Label state = new Label(status);
        state.getStyleClass().addAll("choice-status", tone.toLowerCase(Locale.ROOT));
        Label below = new Label(text);
        below.getStyleClass().add("muted");
        below.setWrapText(true);
        below.prefWidthProperty().bind(widthProperty().subtract(SIDES));
        words = new VBox(2, new HBox(6, head, state), below);
        setGraphic(words);
        setAccessibleText(String.join(" ", title, status, text));
        getStyleClass().add("choice-card");
        setMaxWidth(Double.MAX_VALUE);
    }

    /** The text wraps, so the height follows from the width. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double sides = snappedLeftInset() + snappedRightInset();
        double room = width < 0 ? USE_COMPUTED_SIZE : Math.max(0, width - sides);
        double edges = snappedTopInset() + snappedBottomInset();
        return words.prefHeight(room) + edges;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return LEAST;
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST;
    }
}
