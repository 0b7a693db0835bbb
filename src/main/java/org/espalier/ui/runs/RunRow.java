package org.espalier.ui.runs;

import org.espalier.analyze.Comparison;
import org.espalier.measure.ModelMeasures;
import org.espalier.project.Goals;
import org.espalier.project.Goals.Check;
import org.espalier.project.Goals.Outcome;
import org.espalier.project.RunRecord;
import org.espalier.report.compare.RunMetric;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A line of the table of runs.
 *
 * @param depth how many runs it came from, one after the other
 * @param parent title of the run it came from; empty if from the project's model
 * @param goals of the project as they are now, beside what was measured
 */
public record RunRow(RunRecord run, int depth, String parent, List<Check> goals) {
    /** A line for a run. */
    static RunRow of(RunRecord run, int depth, String parent, Goals goals) {
        List<Check> checks =
                run.comparison()
                        .map(comparison -> goals.check(comparison.candidate()))
                        .orElse(List.of());
        return new RunRow(run, depth, parent, checks);
    }

    /** The run's id. */
    String id() {
        return run.id();
    }

    /** How far it is. */
    RunRecord.State state() {
        return run.state();
    }

    /** What was measured of its result; NaN if nothing was. */
    double metric(RunMetric metric) {
        return run.comparison().map(both -> metric(metric, both)).orElse(Double.NaN);
    }

    private static double metric(RunMetric metric, Comparison both) {
        return metric.of(both.candidate(), both.base());
    }

    /** Share of zeros; NaN if not known. */
    double zeros() {
        return run.comparison()
                .map(Comparison::candidate)
                .map(ModelMeasures::sparsity)
                .orElse(Double.NaN);
    }

    /** When it began, or was asked for if it has not begun. */
    Instant started() {
        @Nullable Instant began = run.started();
        return Objects.requireNonNullElse(began, run.plan().created());
    }

    /** How many goals are met. */
    long met() {
        return goals.stream().filter(check -> check.outcome() == Outcome.MET).count();
    }

    /** Whether all goals are met, and there are some. */
    boolean meetsAll() {
        return !goals.isEmpty() && met() == goals.size();
    }

    /** Whether something was measured that can be compared. */
    boolean comparable() {
        return run.outcome().isPresent();
    }
}
