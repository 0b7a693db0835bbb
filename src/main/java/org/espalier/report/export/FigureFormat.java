package org.espalier.report.export;

import org.espalier.base.WholeFile;
import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.report.SvgPainter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The files that a figure can become. */
public enum FigureFormat {
    SVG,
    PNG,
    PDF,
    /** The numbers behind it. */
    CSV;

    /** Such as {@code svg}. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The content of such a file. */
    public byte[] bytes(Figure figure, Palette palette) throws IOException {
        return switch (this) {
            case SVG -> SvgPainter.paint(figure, palette).getBytes(StandardCharsets.UTF_8);
            case PNG -> PngPainter.paint(figure, palette);
            case PDF -> PdfPainter.paint(figure, palette);
            case CSV -> figure.data().csv().getBytes(StandardCharsets.UTF_8);
        };
    }

    /**
     * Writes a whole file or none.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be written
     */
    public void write(Figure figure, Palette palette, Path file) {
        WholeFile.write(file, aside -> Files.write(aside, bytes(figure, palette)));
    }
}
