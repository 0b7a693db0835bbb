package org.espalier.ui.chart;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Side;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Theme;
import org.jspecify.annotations.Nullable;

/**
 * A figure that fills its place: painted again when its size, its data or the palette changes. Its
 * context menu copies and saves it and its numbers. Where the window's text is larger or smaller
 * than usual, so is the whole figure: it is made for {@link #figureWidth} by {@link #figureHeight}.
 */
public final class FigureView extends Region {
    /** Makes the figure for a size and a palette. */
    @FunctionalInterface
    public interface Source {
        /** The figure. */
        Figure figure(double width, double height, Palette palette);
    }

    private final Canvas canvas = new Canvas();
    private final Text text = new Text();
    private final ObservableValue<Palette> palette;
    private final ContextMenu menu;
    private final ChangeListener<Palette> follow = (o, before, now) -> repaint();
    private @Nullable Source source;

    /** An empty view. */
    public FigureView(ObservableValue<Palette> palette, Texts texts) {
        this.palette = palette;
        menu = new FigureMenu(this::figure, palette::getValue, texts);
        getStyleClass().add("figure");
        text.setVisible(false);
        text.setManaged(false);
        text.fontProperty().addListener((o, before, now) -> repaint());
        getChildren().addAll(canvas, text);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        palette.addListener(new WeakChangeListener<>(follow));
        setOnContextMenuRequested(e -> menu.show(this, e.getScreenX(), e.getScreenY()));
    }

    /** An empty view that keeps its height whatever its place. */
    public static FigureView ofHeight(
            double height, ObservableValue<Palette> palette, Texts texts) {
        FigureView view = new FigureView(palette, texts);
        view.text
                .fontProperty()
                .subscribe(
                        font -> {
                            view.setMinHeight(height * view.scale());
                            view.setPrefHeight(height * view.scale());
                            view.setMaxHeight(height * view.scale());
                        });
        return view;
    }

    /** Offers below a button what the context menu offers: to copy and to save. */
    public void showMenu(Node button) {
        menu.show(button, Side.BOTTOM, 0, 2);
    }

    /** Shows this, or nothing if null. */
    public void show(@Nullable Source next) {
        source = next;
        repaint();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            repaint();
        }
    }

    private void repaint() {
        Figure figure = figure();
        if (figure == null) {
            canvas.getGraphicsContext2D().setTransform(1, 0, 0, 1, 0, 0);
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        } else {
            new FxPainter(canvas.getGraphicsContext2D()).paint(figure, scale());
            setAccessibleText(figure.title());
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        Figure figure = attribute == AccessibleAttribute.HELP ? figure() : null;
        return figure == null
                ? super.queryAccessibleAttribute(attribute, parameters)
                : figure.data().csv();
    }

    /** How many pixels of the screen one of the figure takes along a side. */
    public double scale() {
        return text.getFont().getSize() / Theme.TEXT;
    }

    /** Width that the figure is made for, in its own pixels. */
    public double figureWidth() {
        return canvas.getWidth() / scale();
    }

    /** Height that the figure is made for, in its own pixels. */
    public double figureHeight() {
        return canvas.getHeight() / scale();
    }

    private @Nullable Figure figure() {
        boolean shown = canvas.getWidth() > 0 && canvas.getHeight() > 0;
        return source == null || !shown
                ? null
                : source.figure(figureWidth(), figureHeight(), palette.getValue());
    }
}
