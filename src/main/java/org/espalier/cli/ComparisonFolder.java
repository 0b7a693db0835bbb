package org.espalier.cli;

import org.espalier.analyze.Comparison;
import org.espalier.base.WholeFile;
import org.espalier.data.Sample;
import org.espalier.report.compare.ComparedPair;
import org.espalier.report.compare.ComparedRun;
import org.espalier.report.compare.ReportFolder;
import org.espalier.report.compare.RunChanges;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What {@code compare --out} leaves: the report as HTML, each figure as SVG, PNG, PDF and CSV, and
 * the whole comparison as JSON.
 *
 * @param base name of the model before
 * @param candidate name of the model after
 */
record ComparisonFolder(Path folder, String base, String candidate) {
    /**
     * Writes it.
     *
     * @param samples shows the samples that both were judged on; null without labels
     */
    void write(Comparison comparison, @Nullable IntFunction<Sample> samples) {
        WholeFile.writeString(
                folder.resolve("comparison.json"),
                ResultJson.compared(comparison).toPrettyString());
        ComparedRun run =
                new ComparedRun(
                        candidate,
                        Instant.now(),
                        null,
                        comparison,
                        true,
                        RunChanges.NONE,
                        List.of(),
                        null);
        new ReportFolder(folder).write(ComparedPair.of(base, run, List.of(run)), base, samples);
    }
}
