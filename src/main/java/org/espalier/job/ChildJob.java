package org.espalier.job;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** This program's side of a job in a child JVM; see {@link WorkerProtocol} for the other. */
final class ChildJob implements JobRunner.Handle {
    private final Process process;
    private final JobSpec spec;
    private final Path folder;
    private final Duration grace;
    private final EventStream stream;
    private volatile boolean cancelled;
    private volatile boolean left;

    ChildJob(Process process, JobSpec spec, Path folder, Duration grace, EventStream stream) {
        this.process = process;
        this.spec = spec;
        this.folder = folder;
        this.grace = grace;
        this.stream = stream;
    }

    @Override
    public void pause() {
        command(WorkerProtocol.Command.PAUSE);
    }

    @Override
    public void resume() {
        command(WorkerProtocol.Command.RESUME);
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            stream.send(new JobEvent.Note(Instant.now(), DirectJob.CANCELLING));
            command(WorkerProtocol.Command.CANCEL);
            CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(process::destroyForcibly);
        }
    }

    @Override
    public void leave() {
        left = true;
        process.destroyForcibly();
    }

    @Override
    public CompletableFuture<JobEvent> end() {
        return stream.end();
    }

    /** Passes the child's events on until it ends. */
    void follow() {
        JobEvent last = null;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JobEvent event = event(line).orElse(null);
                if (event != null && last(event)) {
                    last = event;
                } else if (event != null && !acknowledged(event)) {
                    stream.send(event);
                }
            }
        } catch (IOException e) {
            process.destroyForcibly();
        }
        int status = process.onExit().join().exitValue();
        stream.end(last == null ? ended(status) : last);
    }

    /** The child died without a last word, so this side puts one into the journal. */
    private JobEvent ended(int status) {
        if (left) {
            return new JobEvent.Cancelled(Instant.now());
        }
        JobEvent last =
                cancelled
                        ? new JobEvent.Cancelled(Instant.now())
                        : new JobEvent.Failed(
                                Instant.now(),
                                UserFacingException.Kind.FAILED,
                                FailureText.workerEnded(status, folder));
        try (Journal journal = Journal.open(folder, spec)) {
            journal.append(last);
            return last;
        } catch (UserFacingException e) {
            return new JobEvent.Failed(Instant.now(), e.kind(), e.getMessage());
        }
    }

    private static boolean last(JobEvent event) {
        return switch (event) {
            case JobEvent.Finished f -> true;
            case JobEvent.Failed f -> true;
            case JobEvent.Cancelled c -> true;
            default -> false;
        };
    }

    /** Whether this side has already told it. */
    private boolean acknowledged(JobEvent event) {
        return cancelled
                && event instanceof JobEvent.Note note
                && note.text().equals(DirectJob.CANCELLING);
    }

    /** The event on a line; anything else was printed by a library and is left out. */
    private static Optional<JobEvent> event(@Nullable String line) {
        if (line == null || !line.startsWith("{\"type\"")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JobJson.read(line, JobEvent.class));
        } catch (UserFacingException e) {
            return Optional.empty();
        }
    }

    private synchronized void command(WorkerProtocol.Command word) {
        try {
            OutputStream control = process.getOutputStream();
            control.write((word.name() + "\n").getBytes(StandardCharsets.UTF_8));
            control.flush();
        } catch (IOException e) {
            // The child has ended; follow() tells so.
        }
    }
}
