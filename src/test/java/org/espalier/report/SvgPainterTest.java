package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

class SvgPainterTest {
    private static final Ink RED = Ink.of(0xFF0000);

    private static String svg(Shape... shapes) {
        DataTable none = new DataTable(List.of(), List.of());
        Figure figure = new Figure("A < B", 100, 50.5, List.of(shapes), () -> none);
        return SvgPainter.paint(figure, Palette.LIGHT);
    }

    @Test
    void documentHasItsSizeItsTitleAndTheGround() {
        String expected =
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50.5" font-family="sans-serif">
                  <title>A &lt; B</title>
                  <rect width="100%" height="100%" fill="#ffffff"/>
                  <line x1="1" y1="2" x2="3.25" y2="0" stroke="#ff0000" stroke-width="1.5"/>
                </svg>
                """;
        Shape line =
                new Shape.Line(
                        new Shape.Point(1, 2),
                        new Shape.Point(3.25, -0.001),
                        Shape.Stroke.solid(RED, 1.5));
        assertEquals(expected, svg(line));
    }

    @Test
    void everyKindOfShapeHasItsElement() {
        Shape.Stroke dashed = new Shape.Stroke(RED.withOpacity(0.5), 1, true);
        Shape.Point origin = new Shape.Point(0, 0);
        String drawn =
                svg(
                        new Shape.Rect(new Shape.Box(1, 2, 3, 4), 2, RED, Shape.Stroke.NONE),
                        new Shape.Polyline(List.of(origin, new Shape.Point(5, 6)), dashed),
                        new Shape.Circle(origin, 7, Ink.NONE, Shape.Stroke.solid(RED, 1)),
                        new Shape.Text(
                                origin,
                                "a & b",
                                new Shape.Style(11, true, Shape.Anchor.MIDDLE, RED)));
        List<String> lines = drawn.lines().skip(3).map(String::strip).toList();
        assertEquals(
                List.of(
                        "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" rx=\"2\""
                                + " fill=\"#ff0000\"/>",
                        "<polyline points=\"0,0 5,6\" fill=\"none\" stroke=\"#ff0000\""
                                + " stroke-width=\"1\" stroke-opacity=\"0.5\""
                                + " stroke-dasharray=\"4 3\"/>",
                        "<circle cx=\"0\" cy=\"0\" r=\"7\" fill=\"none\" stroke=\"#ff0000\""
                                + " stroke-width=\"1\"/>",
                        "<text x=\"0\" y=\"0\" font-size=\"11\" font-weight=\"bold\""
                                + " text-anchor=\"middle\" fill=\"#ff0000\">a &amp; b</text>",
                        "</svg>"),
                lines);
    }

    @Test
    void rasterCarriesItsPixels() throws Exception {
        int[] pixels = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF123456};
        String drawn = svg(new Shape.Raster(new Shape.Box(0, 0, 10, 10), 2, 2, pixels));
        String start = "href=\"data:image/png;base64,";
        assertTrue(drawn.contains(start), drawn);
        int from = drawn.indexOf(start) + start.length();
        byte[] png = Base64.getDecoder().decode(drawn.substring(from, drawn.indexOf('"', from)));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(0xFF00FF00, image.getRGB(1, 0));
        assertEquals(0xFF123456, image.getRGB(1, 1));
    }
}
