package org.espalier.report.compare;

import org.espalier.base.WholeFile;
import org.espalier.data.Sample;
import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.report.export.FigureFormat;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/** A comparison as files: {@code report.html}, {@code runs.csv}, and each figure in every form. */
public record ReportFolder(Path folder) {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 360;

    /**
     * Writes them; each is whole or missing.
     *
     * @param original name of the model that the runs started from
     * @param samples shows samples of the evaluation data; null where they are not at hand
     * @throws org.espalier.base.UserFacingException if a file cannot be written
     */
    public void write(ComparedPair pair, String original, @Nullable IntFunction<Sample> samples) {
        List<NamedFigure> figures = new ComparisonFigures(pair).all(samples);
        RunTable runs = new RunTable(original, pair.runs());
        for (NamedFigure named : figures) {
            Figure figure = named.source().figure(WIDTH, HEIGHT, Palette.LIGHT);
            for (FigureFormat format : FigureFormat.values()) {
                Path file = folder.resolve(named.name() + "." + format.ending());
                format.write(figure, Palette.LIGHT, file);
            }
        }
        WholeFile.writeString(folder.resolve("runs.csv"), runs.data().csv());
        WholeFile.writeString(
                folder.resolve("report.html"), new HtmlReport(pair, runs, figures).text());
    }

    /** Writes the report alone, see {@link #write}. */
    public static void writeHtml(
            Path file, ComparedPair pair, String original, @Nullable IntFunction<Sample> samples) {
        List<NamedFigure> figures = new ComparisonFigures(pair).all(samples);
        RunTable runs = new RunTable(original, pair.runs());
        WholeFile.writeString(file, new HtmlReport(pair, runs, figures).text());
    }
}
