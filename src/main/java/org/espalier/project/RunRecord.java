package org.espalier.project;

import org.espalier.analyze.Comparison;
import org.espalier.job.JobResult;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of a project as its folder tells it, with what the user wrote on it.
 *
 * @param id name of its folder
 * @param state as far as the disk tells; the queue knows which ones are running
 * @param started null before it began
 * @param ended null before it ended
 * @param message why it failed; empty if it did not
 * @param result what it gave, metrics with their provenance; null before it ended well
 * @param artefacts files that it made, absolute
 */
public record RunRecord(
        String id,
        Path folder,
        RunPlan plan,
        State state,
        @Nullable Instant started,
        @Nullable Instant ended,
        String message,
        @Nullable JobResult result,
        List<Path> artefacts,
        RunMarks marks) {
    /** How far a run is. */
    public enum State {
        /** It has not begun. */
        QUEUED,
        /** A process works on it. */
        RUNNING,
        /** It began and can go on from its journal. */
        PAUSED,
        /** It ended well. */
        DONE,
        /** It ended badly. */
        FAILED,
        /** The user ended it. */
        CANCELLED
    }

    /** The name that the user gave it, or its own. */
    public String name() {
        return marks.name().isEmpty() ? plan.name() : marks.name();
    }

    /** The same run in a state that the queue knows better. */
    public RunRecord withState(State known) {
        return new RunRecord(
                id, folder, plan, known, started, ended, message, result, artefacts, marks);
    }

    /** What the run gave if it carried out a recipe, to be shown again. */
    public Optional<JobResult.Ran> outcome() {
        return result instanceof JobResult.Ran ran ? Optional.of(ran) : Optional.empty();
    }

    /** Before and after, measured side by side. */
    public Optional<Comparison> comparison() {
        return outcome().map(JobResult.Ran::comparison);
    }
}
