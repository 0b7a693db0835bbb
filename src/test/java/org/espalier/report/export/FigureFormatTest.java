package org.espalier.report.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.espalier.base.UserFacingException;
import org.espalier.report.DataTable;
import org.espalier.report.Figure;
import org.espalier.report.Ink;
import org.espalier.report.Palette;
import org.espalier.report.Shape;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;
import org.espalier.report.Shape.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

class FigureFormatTest {
    private static final Ink RED = Ink.of(0xFF0000);

    private final Figure figure =
            new Figure(
                    "A test",
                    200,
                    100,
                    List.of(
                            new Shape.Rect(new Box(10, 10, 40, 20), 0, RED, Stroke.NONE),
                            new Shape.Rect(
                                    new Box(60, 10, 40, 20),
                                    5,
                                    Ink.of(0x0000FF).withOpacity(0.5),
                                    Stroke.NONE),
                            new Shape.Rect(
                                    new Box(110, 10, 40, 20), 0, Ink.NONE, Stroke.solid(RED, 4)),
                            new Shape.Rect(new Box(0, 0, 5, 5), 0, Ink.NONE, Stroke.NONE),
                            new Shape.Circle(
                                    new Point(170, 20), 10, Ink.of(0x008000), Stroke.solid(RED, 1)),
                            new Shape.Line(
                                    new Point(0, 50), new Point(200, 50), Stroke.solid(RED, 4)),
                            new Shape.Polyline(
                                    List.of(new Point(0, 60), new Point(200, 60)),
                                    new Stroke(RED, 2, true)),
                            new Shape.Raster(
                                    new Box(10, 70, 20, 20), 2, 1, new int[] {-1, 0xff123456}),
                            new Shape.Text(
                                    new Point(190, 90),
                                    "−1.2 pp × 衣",
                                    new Style(11, true, Anchor.END, Ink.of(0)))),
                    () -> new DataTable(List.of("a"), List.of(List.of("1"))));

    @Test
    void pdfIsOnePageOfTheFiguresSizeWithItsText() throws IOException {
        byte[] pdf = FigureFormat.PDF.bytes(figure, Palette.LIGHT);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(1, document.getNumberOfPages());
            assertEquals(200, document.getPage(0).getMediaBox().getWidth());
            assertEquals(100, document.getPage(0).getMediaBox().getHeight());
            assertEquals("A test", document.getDocumentInformation().getTitle());
            assertEquals("−1.2 pp × ?", new PDFTextStripper().getText(document).strip());
        }
        assertTrue(pdf.length < 60_000, "the font is embedded as far as used: " + pdf.length);
    }

    @Test
    void pngShowsEachShapeInItsPlace() throws IOException {
        BufferedImage image =
                ImageIO.read(
                        new ByteArrayInputStream(FigureFormat.PNG.bytes(figure, Palette.LIGHT)));
        assertEquals(400, image.getWidth());
        assertEquals(200, image.getHeight());
        assertEquals("ffff0000", pixel(image, 30, 20));
        assertEquals("ff8080ff", close(pixel(image, 80, 20)));
        assertEquals("ffffffff", pixel(image, 130, 20));
        assertEquals("ffff0000", pixel(image, 110, 20));
        assertEquals("ff008000", pixel(image, 170, 20));
        assertEquals("ffff0000", pixel(image, 100, 50));
        assertEquals("ff123456", pixel(image, 28, 72));
        assertEquals("ffffffff", pixel(image, 12, 88));
        assertEquals("ffffffff", pixel(image, 199, 99));
    }

    private static String pixel(BufferedImage image, int x, int y) {
        return Integer.toHexString(image.getRGB(2 * x, 2 * y));
    }

    /** Half-way between blue and white, rounded either way. */
    private static String close(String color) {
        return color.replace("7f", "80");
    }

    @Test
    void groundIsThePalettes() throws IOException {
        BufferedImage image =
                ImageIO.read(
                        new ByteArrayInputStream(FigureFormat.PNG.bytes(figure, Palette.DARK)));
        assertEquals("ff0d1117", pixel(image, 199, 99));
    }

    @Test
    void writesWholeFilesOrNone(@TempDir Path folder) throws IOException {
        for (FigureFormat format : FigureFormat.values()) {
            format.write(figure, Palette.LIGHT, folder.resolve("f." + format.ending()));
        }
        assertEquals("a\r\n1\r\n", Files.readString(folder.resolve("f.csv")));
        assertTrue(Files.readString(folder.resolve("f.svg")).contains("<title>A test</title>"));
        Path taken = Files.createDirectory(folder.resolve("taken.pdf"));
        Files.createFile(taken.resolve("inside"));
        assertThrows(
                UserFacingException.class,
                () -> FigureFormat.PDF.write(figure, Palette.LIGHT, taken));
        assertFalse(Files.exists(folder.resolve(".taken.pdf.part")));
    }
}
