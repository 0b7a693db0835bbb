package org.espalier.project;

import org.espalier.analyze.Comparison;
import org.espalier.job.JobResult;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param worked how long processes worked on it, without the time between two of them
 * @param kept whether it is to go on at the next opening, unasked
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
        Duration worked,
        boolean kept,
        String message,
        @Nullable JobResult result,
        List<Path> artefacts,
        RunMarks marks) {
    /** How far a run is. */
    public enum State {
        /** It waits in the queue. */
        QUEUED,
        /** A process works on it. */
        RUNNING,
        /** The user holds it. */
        PAUSED,
        /** It has not ended and is in no queue: the window was closed or killed. It can go on. */
        INTERRUPTED,
        /** It ended well. */
        DONE,
        /** It ended badly. */
        FAILED,
        /** The user ended it. */
        CANCELLED;

        /** Whether it can go on from its journal. */
        public boolean resumable() {
            return this == INTERRUPTED || this == FAILED || this == CANCELLED;
        }

        /** Whether it is in the queue. */
        public boolean live() {
            return this == QUEUED || this == RUNNING || this == PAUSED;
        }
    }

    /** The name that the user gave it, or its own. */
    public String name() {
        return marks.name().isEmpty() ? plan.name() : marks.name();
    }

    /** The name behind the run's number, as no other run of the project is called. */
    public String title() {
        return number() + " · " + name();
    }

    /** What people call it by: its id without the zeros in front. */
    public String number() {
        return id.replaceFirst("^0+(?=.)", "");
    }

    /** The same run in a state that the queue knows better. */
    public RunRecord withState(State known) {
        return new RunRecord(
                id, folder, plan, known, started, ended, worked, kept, message, result, artefacts,
                marks);
    }

    /** The same run with what the user wrote on it since. */
    public RunRecord withMarks(RunMarks now) {
        return new RunRecord(
                id, folder, plan, state, started, ended, worked, kept, message, result, artefacts,
                now);
    }

    /** What the run gave if it carried out a recipe, to be shown again. */
    public Optional<JobResult.Ran> outcome() {
        return result instanceof JobResult.Ran ran ? Optional.of(ran) : Optional.empty();
    }

    /** The model that it gave, in its folder wherever the project was moved since. */
    public Optional<Path> output() {
        return outcome().map(ran -> folder.resolve(Path.of(ran.output()).getFileName()));
    }

    /** Before and after, measured side by side. */
    public Optional<Comparison> comparison() {
        return outcome().map(JobResult.Ran::comparison);
    }
}
