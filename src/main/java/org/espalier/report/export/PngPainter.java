package org.espalier.report.export;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.espalier.report.Figure;
import org.espalier.report.Palette;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

/**
 * Writes a figure as PNG, two pixels for each of the figure's. It is the finished PDF drawn by
 * PDFBox, with the outlines of the embedded font: no window and none of the system's fonts are
 * needed, and both forms look alike everywhere.
 */
public final class PngPainter {
    private static final int SCALE = 2;

    private PngPainter() {}

    /** The figure as a PNG file's bytes, on the palette's ground. */
    public static byte[] paint(Figure figure, Palette palette) throws IOException {
        try (PDDocument document = Loader.loadPDF(PdfPainter.paint(figure, palette))) {
            BufferedImage image = new PDFRenderer(document).renderImage(0, SCALE, ImageType.RGB);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }
    }
}
