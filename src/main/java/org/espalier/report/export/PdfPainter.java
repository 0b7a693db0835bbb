package org.espalier.report.export;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.espalier.report.Figure;
import org.espalier.report.Ink;
import org.espalier.report.Palette;
import org.espalier.report.Shape;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * Writes a figure as a PDF of one page, as large in points as the figure is in pixels. Shapes stay
 * shapes and text stays text, set in Open Sans (which comes with TilesFX and is embedded as far as
 * used); a letter that Open Sans lacks becomes a question mark.
 */
public final class PdfPainter {
    /** Bézier handles at this share of the radius draw a quarter of a circle. */
    private static final double ARC = 0.5523;

    private static final String FONTS = "/eu/hansolo/toolboxfx/font/OpenSans-";

    private final PDDocument document;
    private final PDPageContentStream page;
    private final PDFont regular;
    private final PDFont bold;
    private final double height;

    private PdfPainter(PDDocument document, PDPageContentStream page, double height)
            throws IOException {
        this.document = document;
        this.page = page;
        this.height = height;
        regular = font(document, "Regular.ttf");
        bold = font(document, "Semibold.ttf");
    }

    /** The figure as a PDF file's bytes, on the palette's ground. */
    public static byte[] paint(Figure figure, Palette palette) throws IOException {
        try (PDDocument document = document(figure, palette)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** An open document of one page. */
    private static PDDocument document(Figure figure, Palette palette) throws IOException {
        PDDocument document = new PDDocument();
        document.getDocumentInformation().setTitle(figure.title());
        document.getDocumentInformation().setCreator("Espalier");
        PDPage sheet = new PDPage(new PDRectangle((float) figure.width(), (float) figure.height()));
        document.addPage(sheet);
        try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
            PdfPainter painter = new PdfPainter(document, page, figure.height());
            Box whole = new Box(0, 0, figure.width(), figure.height());
            painter.paint(new Shape.Rect(whole, 0, palette.ground(), Stroke.NONE));
            for (Shape shape : figure.shapes()) {
                painter.paint(shape);
            }
        }
        return document;
    }

    private static PDFont font(PDDocument document, String file) throws IOException {
        try (InputStream font = PdfPainter.class.getResourceAsStream(FONTS + file)) {
            return PDType0Font.load(document, Objects.requireNonNull(font, file));
        }
    }

    private void paint(Shape shape) throws IOException {
        switch (shape) {
            case Shape.Rect rect -> {
                double radius = Math.min(rect.radius(), least(rect.box()) / 2);
                closed(rect.box(), radius, rect.fill(), rect.stroke());
            }
            case Shape.Line line -> open(List.of(line.from(), line.to()), line.stroke());
            case Shape.Polyline line -> open(line.points(), line.stroke());
            case Shape.Circle circle -> {
                double r = circle.radius();
                Box box = new Box(circle.centre().x() - r, circle.centre().y() - r, 2 * r, 2 * r);
                closed(box, r, circle.fill(), circle.stroke());
            }
            case Shape.Text text -> text(text);
            case Shape.Raster raster -> raster(raster);
        }
    }

    private static double least(Box box) {
        return Math.min(box.width(), box.height());
    }

    private static boolean visible(Stroke stroke) {
        return stroke.width() > 0 && stroke.ink().opacity() > 0;
    }

    private void open(List<Shape.Point> points, Stroke stroke) throws IOException {
        if (!visible(stroke)) {
            return;
        }
        use(Ink.NONE, stroke);
        for (int i = 0; i < points.size(); i++) {
            Shape.Point point = points.get(i);
            if (i == 0) {
                page.moveTo(x(point.x()), y(point.y()));
            } else {
                page.lineTo(x(point.x()), y(point.y()));
            }
        }
        page.stroke();
    }

    private void closed(Box box, double radius, Ink fill, Stroke stroke) throws IOException {
        boolean filled = fill.opacity() > 0;
        if (!filled && !visible(stroke)) {
            return;
        }
        use(fill, stroke);
        outline(box, radius);
        if (filled && visible(stroke)) {
            page.fillAndStroke();
        } else if (filled) {
            page.fill();
        } else {
            page.stroke();
        }
    }

    /** A path around a box whose corners have this radius. */
    private void outline(Box box, double r) throws IOException {
        if (r <= 0) {
            page.addRect(x(box.x()), y(box.bottom()), x(box.width()), x(box.height()));
            return;
        }
        double k = r * (1 - ARC);
        page.moveTo(x(box.x() + r), y(box.y()));
        page.lineTo(x(box.right() - r), y(box.y()));
        corner(box.right() - k, box.y(), box.right(), box.y() + k, box.right(), box.y() + r);
        page.lineTo(x(box.right()), y(box.bottom() - r));
        corner(
                box.right(),
                box.bottom() - k,
                box.right() - k,
                box.bottom(),
                box.right() - r,
                box.bottom());
        page.lineTo(x(box.x() + r), y(box.bottom()));
        corner(box.x() + k, box.bottom(), box.x(), box.bottom() - k, box.x(), box.bottom() - r);
        page.lineTo(x(box.x()), y(box.y() + r));
        corner(box.x(), box.y() + k, box.x() + k, box.y(), box.x() + r, box.y());
        page.closePath();
    }

    private void corner(double x1, double y1, double x2, double y2, double x3, double y3)
            throws IOException {
        page.curveTo(x(x1), y(y1), x(x2), y(y2), x(x3), y(y3));
    }

    private void use(Ink fill, Stroke stroke) throws IOException {
        opacity(fill.opacity(), stroke.ink().opacity());
        page.setNonStrokingColor(color(fill));
        page.setStrokingColor(color(stroke.ink()));
        page.setLineWidth((float) stroke.width());
        page.setLineDashPattern(stroke.dashed() ? new float[] {4, 3} : new float[0], 0);
    }

    private void opacity(double fill, double stroke) throws IOException {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant((float) fill);
        state.setStrokingAlphaConstant((float) stroke);
        page.setGraphicsStateParameters(state);
    }

    private static java.awt.Color color(Ink ink) {
        return new java.awt.Color(ink.red(), ink.green(), ink.blue());
    }

    private void text(Shape.Text text) throws IOException {
        PDFont font = text.style().bold() ? bold : regular;
        String words = known(text.text(), font);
        float size = (float) text.style().size();
        float width = font.getStringWidth(words) / 1000 * size;
        float left =
                switch (text.style().anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        opacity(text.style().ink().opacity(), 1);
        page.setNonStrokingColor(color(text.style().ink()));
        page.beginText();
        page.setFont(font, size);
        double turn = Math.toRadians(-text.turn());
        page.setTextMatrix(Matrix.getRotateInstance(turn, x(text.at().x()), y(text.at().y())));
        page.newLineAtOffset(-left, 0);
        page.showText(words);
        page.endText();
    }

    private static String known(String text, PDFont font) {
        StringBuilder known = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(letter -> known.append(has(font, letter) ? letter : "?"));
        return known.toString();
    }

    private static boolean has(PDFont font, String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }

    private void raster(Shape.Raster raster) throws IOException {
        BufferedImage image =
                new BufferedImage(raster.columns(), raster.rows(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, raster.columns(), raster.rows(), raster.argb(), 0, raster.columns());
        PDImageXObject cells = LosslessFactory.createFromImage(document, image);
        cells.getCOSObject().setBoolean(COSName.INTERPOLATE, false);
        opacity(1, 1);
        Box box = raster.box();
        page.drawImage(cells, x(box.x()), y(box.bottom()), x(box.width()), x(box.height()));
    }

    private static float x(double pixels) {
        return (float) pixels;
    }

    /** PDF counts from the bottom up. */
    private float y(double pixels) {
        return (float) (height - pixels);
    }
}
