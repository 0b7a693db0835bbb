package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/** Writes a figure as SVG 1.1, in a file that stands alone. */
public final class SvgPainter {
    private SvgPainter() {}

    /** The figure as an SVG document on the palette's ground. */
    public static String paint(Figure figure, Palette palette) {
        String size = number(figure.width()) + " " + number(figure.height());
        String body =
                figure.shapes().stream()
                        .map(SvgPainter::element)
                        .collect(Collectors.joining("\n  "));
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s" font-family="sans-serif">
          <title>%s</title>
          <rect width="100%%" height="100%%" fill="%s"/>
          %s
        </svg>
        """
                .formatted(size, escaped(figure.title()), palette.ground().hex(), body);
    }

    private static String element(Shape shape) {
        return switch (shape) {
            case Shape.Rect rect -> rect(rect);
            case Shape.Line line -> line(line);
            case Shape.Polyline line -> polyline(line);
            case Shape.Circle circle -> circle(circle);
            case Shape.Text text -> text(text);
            case Shape.Raster raster -> raster(raster);
        };
    }

    private static String rect(Shape.Rect rect) {
        String radius = rect.radius() > 0 ? " rx=\"" + number(rect.radius()) + "\"" : "";
        return "<rect"
                + box(rect.box())
                + radius
                + fill(rect.fill())
                + stroke(rect.stroke())
                + "/>";
    }

    private static String line(Shape.Line line) {
        return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"%s/>"
                .formatted(
                        number(line.from().x()),
                        number(line.from().y()),
                        number(line.to().x()),
                        number(line.to().y()),
                        stroke(line.stroke()));
    }

    private static String polyline(Shape.Polyline line) {
        String points =
                line.points().stream().map(SvgPainter::pair).collect(Collectors.joining(" "));
        return "<polyline points=\"" + points + "\" fill=\"none\"" + stroke(line.stroke()) + "/>";
    }

    private static String circle(Shape.Circle circle) {
        return "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s%s/>"
                .formatted(
                        number(circle.centre().x()),
                        number(circle.centre().y()),
                        number(circle.radius()),
                        fill(circle.fill()),
                        stroke(circle.stroke()));
    }

    private static String text(Shape.Text text) {
        return "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s text-anchor=\"%s\"%s%s>%s</text>"
                .formatted(
                        number(text.at().x()),
                        number(text.at().y()),
                        number(text.style().size()),
                        text.style().bold() ? " font-weight=\"bold\"" : "",
                        anchor(text.style().anchor()),
                        fill(text.style().ink()),
                        turn(text),
                        escaped(text.text()));
    }

    private static String turn(Shape.Text text) {
        return text.turn() == 0
                ? ""
                : " transform=\"rotate(%s %s %s)\""
                        .formatted(
                                number(text.turn()), number(text.at().x()), number(text.at().y()));
    }

    private static String raster(Shape.Raster raster) {
        return "<image"
                + box(raster.box())
                + " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\""
                + " href=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png(raster))
                + "\"/>";
    }

    private static byte[] png(Shape.Raster raster) {
        int columns = raster.columns();
        int rows = raster.rows();
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, columns, rows, raster.argb(), 0, columns);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String box(Box box) {
        return " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                .formatted(
                        number(box.x()),
                        number(box.y()),
                        number(box.width()),
                        number(box.height()));
    }

    private static String fill(Ink ink) {
        if (ink.opacity() == 0) {
            return " fill=\"none\"";
        }
        String opacity = ink.opacity() < 1 ? " fill-opacity=\"" + number(ink.opacity()) + "\"" : "";
        return " fill=\"" + ink.hex() + "\"" + opacity;
    }

    private static String stroke(Stroke stroke) {
        if (stroke.ink().opacity() == 0) {
            return "";
        }
        Ink ink = stroke.ink();
        return " stroke=\"%s\" stroke-width=\"%s\"%s%s"
                .formatted(
                        ink.hex(),
                        number(stroke.width()),
                        ink.opacity() < 1
                                ? " stroke-opacity=\"" + number(ink.opacity()) + "\""
                                : "",
                        stroke.dashed() ? " stroke-dasharray=\"4 3\"" : "");
    }

    private static String pair(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    private static String anchor(Anchor anchor) {
        return anchor.name().toLowerCase(Locale.ROOT);
    }

    /** At most two digits behind the point, no trailing zeros. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
