package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.Journal;
import org.espalier.project.RunRecord.State;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a run from its folder: its plan, and from the journal of its job how far it came. */
final class RunReader {
    private static final Set<String> OWN =
            Set.of(
                    RunPlan.FILE,
                    "spec.json",
                    "inputs.json",
                    "events.jsonl",
                    "result.json",
                    "worker.log");

    private final Path folder;

    RunReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads it.
     *
     * @throws UserFacingException if the folder holds no run that can be read
     */
    RunRecord read(RunMarks marks) {
        RunPlan plan = RunPlan.read(folder);
        List<JobEvent> events = Journal.readEvents(folder);
        JobEvent last = events.isEmpty() ? null : events.getLast();
        JobResult result = Journal.readResult(folder).orElse(null);
        State state = state(last);
        return new RunRecord(
                folder.getFileName().toString(),
                folder,
                plan,
                state,
                events.isEmpty() ? null : events.getFirst().at(),
                ended(state, last),
                worked(events),
                Files.exists(folder.resolve(Runs.KEPT)),
                last instanceof JobEvent.Failed failed ? failed.message() : "",
                state == State.DONE ? result : null,
                artefacts(),
                marks);
    }

    private static State state(@Nullable JobEvent last) {
        return switch (last) {
            case null -> State.INTERRUPTED;
            case JobEvent.Finished e -> State.DONE;
            case JobEvent.Failed e -> State.FAILED;
            case JobEvent.Cancelled e -> State.CANCELLED;
            default -> State.INTERRUPTED;
        };
    }

    private static @Nullable Instant ended(State state, @Nullable JobEvent last) {
        return last == null || state == State.INTERRUPTED ? null : last.at();
    }

    /** From each start to the last that was told before the next. */
    private static Duration worked(List<JobEvent> events) {
        Duration worked = Duration.ZERO;
        for (int i = 1; i < events.size(); i++) {
            if (!(events.get(i) instanceof JobEvent.Started)) {
                worked = worked.plus(Duration.between(events.get(i - 1).at(), events.get(i).at()));
            }
        }
        return worked;
    }

    private List<Path> artefacts() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !OWN.contains(file.getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not list %s: %s. Check that you may read it."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }
}
