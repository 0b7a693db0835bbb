package org.espalier.report.compare;

import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A baseline and a candidate, and the other runs around them.
 *
 * @param baseline name
 * @param candidate name
 * @param changes what the candidate's run did
 * @param goals of the candidate
 * @param predicted accuracy that was expected; null if none was
 * @param inTurn whether the two were timed in turn, in one session
 * @param runs all there are
 */
public record ComparedPair(
        String baseline,
        String candidate,
        Comparison comparison,
        RunChanges changes,
        List<Goal> goals,
        @Nullable Estimate predicted,
        boolean inTurn,
        List<ComparedRun> runs) {
    /** A run beside the model that it started from. */
    public static ComparedPair of(String baseline, ComparedRun run, List<ComparedRun> runs) {
        return new ComparedPair(
                baseline,
                run.name(),
                run.comparison(),
                run.changes(),
                run.goals(),
                run.predicted(),
                run.inTurn(),
                runs);
    }

    /**
     * A run beside another.
     *
     * @param comparison of their results
     */
    public static ComparedPair of(
            ComparedRun first, ComparedRun second, Comparison comparison, List<ComparedRun> runs) {
        return new ComparedPair(
                first.name(),
                second.name(),
                comparison,
                second.changes(),
                second.goals(),
                second.predicted(),
                false,
                runs);
    }
}
