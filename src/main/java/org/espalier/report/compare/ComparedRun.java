package org.espalier.report.compare;

import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A finished run as the comparison sees it.
 *
 * @param name for people
 * @param taken how long it ran; null if not known
 * @param comparison the original and what came out
 * @param inTurn whether the two were timed in turn, in one session
 * @param changes what it did
 * @param goals it was to reach; empty for none
 * @param predicted accuracy that was expected; null if none was
 */
public record ComparedRun(
        String name,
        Instant when,
        @Nullable Duration taken,
        Comparison comparison,
        boolean inTurn,
        RunChanges changes,
        List<Goal> goals,
        @Nullable Estimate predicted) {
    /** How many of its goals it reached. */
    public long met() {
        return goals.stream()
                .filter(goal -> goal.met(comparison.candidate(), comparison.base()))
                .count();
    }
}
