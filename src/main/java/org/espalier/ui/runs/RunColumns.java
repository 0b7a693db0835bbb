package org.espalier.ui.runs;

import org.espalier.report.Numbers;
import org.espalier.report.compare.RunMetric;
import org.espalier.ui.Texts;
import org.espalier.ui.table.Column;
import org.espalier.ui.table.RowFilter;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The columns of the table of runs, and what its filter understands. */
final class RunColumns {
    final Column<RunRow> state;
    final Column<RunRow> name;
    final Column<RunRow> goals;
    final Column<RunRow> parent;
    private final RunWords words;

    RunColumns(Texts texts) {
        words = new RunWords(texts);
        state = new Words("state", 112, row -> words.state(row.state()));
        name = new Words("name", 190, row -> row.run().title());
        goals = new Numeric("goals", 72, row -> goals(row), words::goals);
        parent = new Words("parent", 130, RunRow::parent);
    }

    /** A column of words. */
    private record Words(String key, double width, Function<RunRow, String> words)
            implements Column<RunRow> {
        @Override
        public boolean isNumber() {
            return false;
        }

        @Override
        public Comparable<?> value(RunRow row) {
            return text(row);
        }

        @Override
        public String text(RunRow row) {
            return words.apply(row);
        }
    }

    /** A column of numbers; NaN where one is not known. */
    private record Numeric(
            String key,
            double width,
            boolean isUsual,
            Function<RunRow, Double> number,
            Function<RunRow, String> words)
            implements Column<RunRow> {
        Numeric(
                String key,
                double width,
                Function<RunRow, Double> number,
                Function<RunRow, String> words) {
            this(key, width, true, number, words);
        }

        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        public Comparable<?> value(RunRow row) {
            return number.apply(row);
        }

        @Override
        public String text(RunRow row) {
            return words.apply(row);
        }

        @Override
        public String exact(RunRow row) {
            double value = number.apply(row);
            return Double.isNaN(value) ? "" : Double.toString(value);
        }
    }

    List<Column<RunRow>> all() {
        return List.of(
                state,
                name,
                parent,
                metric("accuracy", 78, RunMetric.ACCURACY),
                metric("perplexity", 84, false, RunMetric.PERPLEXITY),
                metric("latency", 82, RunMetric.LATENCY),
                metric("size", 78, RunMetric.SIZE),
                new Numeric("zeros", 64, RunRow::zeros, row -> share(row.zeros())),
                metric("left", 96, false, RunMetric.WEIGHTS_LEFT),
                new Numeric("taken", 66, RunColumns::seconds, RunColumns::taken),
                goals,
                new Started(),
                new Words("tags", 90, RunColumns::tags));
    }

    private static Column<RunRow> metric(String key, double width, RunMetric metric) {
        return metric(key, width, true, metric);
    }

    private static Column<RunRow> metric(
            String key, double width, boolean usual, RunMetric metric) {
        return new Numeric(
                key,
                width,
                usual,
                row -> row.metric(metric),
                row -> metric.text(row.metric(metric)));
    }

    /** When a run began; files get the moment in full. */
    private record Started() implements Column<RunRow> {
        @Override
        public String key() {
            return "started";
        }

        @Override
        public double width() {
            return 116;
        }

        @Override
        public double least() {
            return width();
        }

        @Override
        public boolean isNumber() {
            return false;
        }

        @Override
        public Comparable<?> value(RunRow row) {
            return row.started();
        }

        @Override
        public String text(RunRow row) {
            return RunWords.day(row.started());
        }
    }

    private static String share(double share) {
        return RunMetric.ACCURACY.text(share);
    }

    private static double seconds(RunRow row) {
        double seconds = row.run().worked().toMillis() / 1000.0;
        return seconds == 0 ? Double.NaN : seconds;
    }

    private static String taken(RunRow row) {
        double seconds = seconds(row);
        return Double.isNaN(seconds) ? "–" : Numbers.clock(seconds);
    }

    private static double goals(RunRow row) {
        return row.goals().isEmpty() ? Double.NaN : row.met();
    }

    static String tags(RunRow row) {
        return String.join(", ", row.run().marks().tags());
    }

    RowFilter<RunRow> filter() {
        return new RowFilter<>(
                Map.of(
                        "accuracy", row -> row.metric(RunMetric.ACCURACY) * 100,
                        "perplexity", row -> row.metric(RunMetric.PERPLEXITY),
                        "latency", row -> row.metric(RunMetric.LATENCY),
                        "size", row -> row.metric(RunMetric.SIZE),
                        "zeros", row -> row.zeros() * 100,
                        "sparsity", row -> row.zeros() * 100,
                        "goals", RunRow::met),
                Map.of(
                        "name",
                        row -> row.run().title(),
                        "state",
                        row -> words.state(row.state()),
                        "tag",
                        RunColumns::tags,
                        "from",
                        RunRow::parent),
                row -> String.join(" ", row.run().title(), words.state(row.state()), tags(row)));
    }
}
