package org.espalier.app;

import org.espalier.analyze.Schedule;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.WholeFile;
import org.espalier.compress.Target;
import org.espalier.job.JobJson;
import org.espalier.model.Layer;
import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.report.SensitivityFigure;
import org.espalier.report.SvgPainter;

import java.nio.file.Path;
import java.util.List;

/**
 * What the demo found, as files.
 *
 * @param budgeted the budgeted schedule of the highest sparsity
 */
record DemoResults(
        SensitivityTable sensitivity, Schedule budgeted, List<DemoRow> rows, List<DemoGain> gains) {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 540;

    /** The numbers, without what is drawn. */
    private record Numbers(
            SensitivityTable sensitivity, List<DemoRow> rows, List<DemoGain> gains) {}

    /**
     * Writes {@code results.json} and {@code results.csv}, and the heatmap with the schedule as
     * {@code sensitivity.svg} and {@code sensitivity.csv}.
     *
     * @param layers of the table, in its order
     */
    void write(Path folder, List<Layer> layers) {
        WholeFile.writeString(
                folder.resolve("results.json"),
                JobJson.write(new Numbers(sensitivity, rows, gains)));
        WholeFile.writeString(folder.resolve("results.csv"), DemoRow.table(rows).csv());
        Figure figure = heatmap(layers).figure(WIDTH, HEIGHT, Palette.LIGHT);
        WholeFile.writeString(
                folder.resolve("sensitivity.svg"), SvgPainter.paint(figure, Palette.LIGHT));
        WholeFile.writeString(folder.resolve("sensitivity.csv"), figure.data().csv());
    }

    private SensitivityFigure heatmap(List<Layer> layers) {
        double[] line =
                layers.stream()
                        .mapToDouble(l -> budgeted.target(l.id()).map(Target::sparsity).orElse(0.0))
                        .toArray();
        long[] weights = layers.stream().mapToLong(Layer::weightCount).toArray();
        return new SensitivityFigure(
                sensitivity,
                line,
                new boolean[line.length],
                weights,
                SensitivityFigure.Highlight.NONE);
    }
}
