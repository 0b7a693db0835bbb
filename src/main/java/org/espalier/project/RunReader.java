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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a run from its folder: its plan, and from the journal of its job how far it came. */
final class RunReader {
    private static final Set<String> OWN =
            Set.of(RunPlan.FILE, "spec.json", "events.jsonl", "result.json", "worker.log");

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
                last instanceof JobEvent.Failed failed ? failed.message() : "",
                state == State.DONE ? result : null,
                artefacts(),
                marks);
    }

    private static State state(@Nullable JobEvent last) {
        return switch (last) {
            case null -> State.QUEUED;
            case JobEvent.Finished e -> State.DONE;
            case JobEvent.Failed e -> State.FAILED;
            case JobEvent.Cancelled e -> State.CANCELLED;
            default -> State.PAUSED;
        };
    }

    private static @Nullable Instant ended(State state, @Nullable JobEvent last) {
        return last == null || state == State.PAUSED ? null : last.at();
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
