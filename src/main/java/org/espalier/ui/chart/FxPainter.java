package org.espalier.ui.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

import org.espalier.report.Figure;
import org.espalier.report.Ink;
import org.espalier.report.Shape;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

/** Paints figures on a canvas. */
final class FxPainter {
    private static final String FAMILY = "Open Sans";
    private static final double[] DASHES = {4, 3};
    private static final double[] UNBROKEN = {};

    private final GraphicsContext context;

    FxPainter(GraphicsContext context) {
        this.context = context;
    }

    /**
     * Paints over the whole canvas.
     *
     * @param zoom pixels of the screen for one of the figure's
     */
    void paint(Figure figure, double zoom) {
        context.setTransform(zoom, 0, 0, zoom, 0, 0);
        context.clearRect(0, 0, figure.width(), figure.height());
        context.setImageSmoothing(false);
        figure.shapes().forEach(this::paint);
    }

    private void paint(Shape shape) {
        switch (shape) {
            case Shape.Rect rect -> rect(rect);
            case Shape.Line line -> line(line);
            case Shape.Polyline line -> polyline(line);
            case Shape.Circle circle -> circle(circle);
            case Shape.Text text -> text(text);
            case Shape.Raster raster -> raster(raster);
        }
    }

    /** Square corners apart: rounded ones take many times as long, and heatmaps have thousands. */
    private void rect(Shape.Rect rect) {
        Box box = rect.box();
        double arc = 2 * rect.radius();
        if (rect.fill().opacity() > 0) {
            context.setFill(color(rect.fill()));
            if (arc == 0) {
                context.fillRect(box.x(), box.y(), box.width(), box.height());
            } else {
                context.fillRoundRect(box.x(), box.y(), box.width(), box.height(), arc, arc);
            }
        }
        if (use(rect.stroke())) {
            context.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), arc, arc);
        }
    }

    private void line(Shape.Line line) {
        if (use(line.stroke())) {
            context.strokeLine(line.from().x(), line.from().y(), line.to().x(), line.to().y());
        }
    }

    private void polyline(Shape.Polyline line) {
        if (use(line.stroke())) {
            double[] x = line.points().stream().mapToDouble(Shape.Point::x).toArray();
            double[] y = line.points().stream().mapToDouble(Shape.Point::y).toArray();
            context.strokePolyline(x, y, x.length);
        }
    }

    private void circle(Shape.Circle circle) {
        double size = 2 * circle.radius();
        double x = circle.centre().x() - circle.radius();
        double y = circle.centre().y() - circle.radius();
        context.setFill(color(circle.fill()));
        context.fillOval(x, y, size, size);
        if (use(circle.stroke())) {
            context.strokeOval(x, y, size, size);
        }
    }

    private void text(Shape.Text text) {
        Shape.Style style = text.style();
        FontWeight weight = style.bold() ? FontWeight.SEMI_BOLD : FontWeight.NORMAL;
        context.setFont(Font.font(FAMILY, weight, style.size()));
        context.setFill(color(style.ink()));
        context.setTextAlign(alignment(style.anchor()));
        context.save();
        context.translate(text.at().x(), text.at().y());
        context.rotate(text.turn());
        context.fillText(text.text(), 0, 0);
        context.restore();
    }

    private void raster(Shape.Raster raster) {
        WritableImage image = new WritableImage(raster.columns(), raster.rows());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        raster.columns(),
                        raster.rows(),
                        PixelFormat.getIntArgbInstance(),
                        raster.argb(),
                        0,
                        raster.columns());
        Box box = raster.box();
        context.drawImage(image, box.x(), box.y(), box.width(), box.height());
    }

    private boolean use(Stroke stroke) {
        context.setStroke(color(stroke.ink()));
        context.setLineWidth(stroke.width());
        context.setLineDashes(stroke.dashed() ? DASHES : UNBROKEN);
        return stroke.width() > 0 && stroke.ink().opacity() > 0;
    }

    private static Color color(Ink ink) {
        return Color.rgb(ink.red(), ink.green(), ink.blue(), ink.opacity());
    }

    private static TextAlignment alignment(Shape.Anchor anchor) {
        return switch (anchor) {
            case START -> TextAlignment.LEFT;
            case MIDDLE -> TextAlignment.CENTER;
            case END -> TextAlignment.RIGHT;
        };
    }
}
