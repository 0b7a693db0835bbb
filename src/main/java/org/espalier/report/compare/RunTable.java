package org.espalier.report.compare;

import org.espalier.measure.ModelMeasures;
import org.espalier.report.DataTable;
import org.espalier.report.Numbers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All runs, one per row, below the model that they started from. */
public record RunTable(String original, List<ComparedRun> runs) {
    /**
     * A row in words.
     *
     * @param metrics in the order of {@link RunMetric}
     * @param goals such as {@code 2 of 3}
     * @param allMet whether every goal is met
     */
    public record Row(
            String name, List<String> metrics, String taken, String goals, boolean allMet) {}

    /** The rows for people; empty without runs. */
    public List<Row> rows() {
        if (runs.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        ModelMeasures base = runs.getFirst().comparison().base();
        rows.add(new Row(original, metrics(base, base), "–", "–", false));
        for (ComparedRun run : runs) {
            boolean none = run.goals().isEmpty();
            rows.add(
                    new Row(
                            run.name(),
                            metrics(run.comparison().candidate(), run.comparison().base()),
                            taken(run),
                            none ? "–" : "%d of %d".formatted(run.met(), run.goals().size()),
                            !none && run.met() == run.goals().size()));
        }
        return rows;
    }

    private static List<String> metrics(ModelMeasures measures, ModelMeasures base) {
        return Arrays.stream(RunMetric.values())
                .map(metric -> metric.text(metric.of(measures, base)))
                .toList();
    }

    private static String taken(ComparedRun run) {
        Duration taken = run.taken();
        return taken == null ? "–" : Numbers.clock(taken.toMillis() / 1000.0);
    }

    /** The numbers as they are. */
    public DataTable data() {
        List<String> header =
                Stream.concat(
                                Stream.of("run"),
                                Arrays.stream(RunMetric.values())
                                        .map(metric -> metric.name().toLowerCase(Locale.ROOT)))
                        .toList();
        List<List<String>> rows = new ArrayList<>();
        if (!runs.isEmpty()) {
            ModelMeasures base = runs.getFirst().comparison().base();
            rows.add(raw(original, base, base));
            runs.forEach(
                    run ->
                            rows.add(
                                    raw(
                                            run.name(),
                                            run.comparison().candidate(),
                                            run.comparison().base())));
        }
        return new DataTable(header, rows);
    }

    private static List<String> raw(String name, ModelMeasures measures, ModelMeasures base) {
        return Stream.concat(
                        Stream.of(name),
                        Arrays.stream(RunMetric.values())
                                .map(metric -> Double.toString(metric.of(measures, base))))
                .toList();
    }
}
