package org.espalier.cli;

import org.espalier.analyze.Comparison;
import org.espalier.base.WholeFile;
import org.espalier.measure.Latency;
import org.espalier.report.ClassFigure;
import org.espalier.report.Figure;
import org.espalier.report.LatencyFigure;
import org.espalier.report.Palette;
import org.espalier.report.SizeFigure;
import org.espalier.report.SvgPainter;

import java.nio.file.Path;

/**
 * What {@code compare --out} leaves: the whole comparison as JSON, and each figure as SVG with its
 * numbers as CSV.
 */
record ComparisonFolder(Path folder) {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 360;

    void write(Comparison comparison) {
        WholeFile.writeString(
                folder.resolve("comparison.json"),
                ResultJson.compared(comparison).toPrettyString());
        SizeFigure sizes = new SizeFigure(comparison.base().size(), comparison.candidate().size());
        write("size", sizes.figure(WIDTH, HEIGHT, Palette.LIGHT));
        Latency before = comparison.base().latency();
        Latency after = comparison.candidate().latency();
        if (before != null && after != null) {
            LatencyFigure latencies = new LatencyFigure(before.samplesMs(), after.samplesMs());
            write("latency", latencies.figure(WIDTH, HEIGHT, Palette.LIGHT));
        }
        if (comparison.classDifference().length > 0) {
            ClassFigure classes =
                    new ClassFigure(comparison.classes(), comparison.classDifference());
            write("classes", classes.figure(WIDTH, HEIGHT, Palette.LIGHT));
        }
    }

    private void write(String name, Figure figure) {
        WholeFile.writeString(
                folder.resolve(name + ".svg"), SvgPainter.paint(figure, Palette.LIGHT));
        WholeFile.writeString(folder.resolve(name + ".csv"), figure.data().csv());
    }
}
