package org.espalier.app;

import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.espalier.report.DataTable;
import org.espalier.report.Numbers;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of the demo's table.
 *
 * @param schedule what was done, such as {@code uniform 50 %}
 * @param original the original's latency, timed in turn with this model's; null for the original
 * @param change accuracy minus that of the original on the same samples; null for the original
 */
record DemoRow(
        String schedule,
        ModelMeasures measures,
        @Nullable Latency original,
        @Nullable Estimate change) {
    static final List<String> HEADER =
            List.of(
                    "schedule",
                    "sparsity",
                    "accuracy",
                    "95 % interval",
                    "change",
                    "file",
                    "stored sparse",
                    "p50 latency",
                    "original beside it");

    /** The model as it was. */
    static DemoRow before(Comparison comparison) {
        return new DemoRow("before", comparison.base(), null, null);
    }

    /** What a schedule made of it. */
    static DemoRow after(String schedule, Comparison comparison) {
        return new DemoRow(
                schedule,
                comparison.candidate(),
                comparison.base().latency(),
                comparison.qualityDifference());
    }

    private List<String> cells() {
        Estimate accuracy = accuracy();
        return List.of(
                schedule,
                percent(measures.sparsity()),
                percent(accuracy.value()),
                percent(accuracy.low()) + " to " + percent(accuracy.high()),
                change == null ? "" : Numbers.signed(100 * change.value(), 2) + " pp",
                Numbers.bytes(measures.size().denseFile()),
                Numbers.bytes(measures.size().sparse()),
                p50(measures.latency()),
                original == null ? "" : p50(original));
    }

    /** The headline metric. */
    Estimate accuracy() {
        return measures.quality().stream()
                .findFirst()
                .map(Quality::estimate)
                .orElseThrow(() -> new IllegalStateException("the sample has labels"));
    }

    static DataTable table(List<DemoRow> rows) {
        return new DataTable(HEADER, rows.stream().map(DemoRow::cells).toList());
    }

    private static String p50(@Nullable Latency latency) {
        return latency == null ? "not measured" : Numbers.millis(latency.p50Ms().value());
    }

    private static String percent(double share) {
        return Numbers.fixed(100 * share, 2) + " %";
    }

    /** The table with its columns aligned. */
    static String text(List<DemoRow> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(row.cells()));
        int[] widths = new int[HEADER.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining());
    }

    /** The first column to the left, the others to the right. */
    private static String aligned(List<String> line, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - line.get(i).length());
            out.append(i == 0 ? line.get(i) + space : "  " + space + line.get(i));
        }
        return out.append(System.lineSeparator()).toString();
    }
}
