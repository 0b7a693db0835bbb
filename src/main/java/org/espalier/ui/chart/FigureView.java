package org.espalier.ui.chart;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.layout.Region;

import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A figure that fills its place: painted again when its size, its data or the palette changes. Its
 * context menu copies and saves it and its numbers.
 */
public final class FigureView extends Region {
    /** Makes the figure for a size and a palette. */
    @FunctionalInterface
    public interface Source {
        /** The figure. */
        Figure figure(double width, double height, Palette palette);
    }

    private final Canvas canvas = new Canvas();
    private final ObservableValue<Palette> palette;
    private final ChangeListener<Palette> follow = (o, before, now) -> repaint();
    private @Nullable Source source;
    private double zoom = 1;

    /** An empty view. */
    public FigureView(ObservableValue<Palette> palette, Texts texts) {
        this.palette = palette;
        ContextMenu menu = new FigureMenu(this::figure, palette::getValue, texts);
        getStyleClass().add("figure");
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        palette.addListener(new WeakChangeListener<>(follow));
        setOnContextMenuRequested(e -> menu.show(this, e.getScreenX(), e.getScreenY()));
    }

    /** An empty view that keeps its height whatever its place. */
    public static FigureView ofHeight(
            double height, ObservableValue<Palette> palette, Texts texts) {
        FigureView view = new FigureView(palette, texts);
        view.setMinHeight(height);
        view.setPrefHeight(height);
        view.setMaxHeight(height);
        return view;
    }

    /** Draws everything this many times as large; 1 at first. */
    public void setZoom(double times) {
        zoom = times;
        repaint();
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
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        } else {
            new FxPainter(canvas.getGraphicsContext2D()).paint(figure, zoom);
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

    private @Nullable Figure figure() {
        boolean shown = canvas.getWidth() > 0 && canvas.getHeight() > 0;
        return source == null || !shown
                ? null
                : source.figure(
                        canvas.getWidth() / zoom, canvas.getHeight() / zoom, palette.getValue());
    }
}
