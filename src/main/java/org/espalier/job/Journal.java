package org.espalier.job;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job leaves on disk while it runs: {@code spec.json}, {@code inputs.json} with hashes of
 * what it reads, {@code events.jsonl} with one event per line, and {@code result.json} once it
 * ended well.
 *
 * <p>Each event reaches the operating system before {@link #append} returns, so a killed process
 * loses none; half a line that a full disk or a power cut left is dropped when the journal is
 * opened again.
 */
public final class Journal implements AutoCloseable {
    private record Inputs(Map<String, String> contents) {}

    private final Path folder;
    private final FileChannel events;

    private Journal(Path folder, FileChannel events) {
        this.folder = folder;
        this.events = events;
    }

    /**
     * Opens the journal of a job, to begin it or to go on with it.
     *
     * @throws UserFacingException if the folder belongs to another job or cannot be written
     */
    public static Journal open(Path folder, JobSpec spec) {
        Path specFile = folder.resolve("spec.json");
        if (!Files.exists(specFile)) {
            keepSpec(folder, spec);
        } else if (!readSpec(folder).equals(spec)) {
            throw UserFacingException.badInput(
                    "%s holds another job. Choose an empty folder, or start that job's own spec again."
                            .formatted(folder));
        }
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("events.jsonl"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            channel.truncate(wholeLines(channel));
            channel.position(channel.size());
            return new Journal(folder, channel);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /**
     * Keeps what a job will do before it begins, so that it can be begun later.
     *
     * @throws UserFacingException if the folder cannot be written
     */
    public static void keepSpec(Path folder, JobSpec spec) {
        WholeFile.writeString(folder.resolve("spec.json"), JobJson.write(spec));
    }

    /**
     * The job that a folder belongs to.
     *
     * @throws UserFacingException if the folder holds none
     */
    public static JobSpec readSpec(Path folder) {
        return JobJson.read(text(folder.resolve("spec.json")), JobSpec.class);
    }

    /** The events so far, a torn last line left out; empty if the job never ran. */
    public static List<JobEvent> readEvents(Path folder) {
        Path file = folder.resolve("events.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = text(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> JobJson.read(line, JobEvent.class))
                .toList();
    }

    /** The result, if the job ended well. */
    public static Optional<JobResult> readResult(Path folder) {
        Path file = folder.resolve("result.json");
        return Files.exists(file)
                ? Optional.of(JobJson.read(text(file), JobResult.class))
                : Optional.empty();
    }

    /**
     * Keeps what the job reads; a job that goes on must find the same.
     *
     * @param contents hash of the content by path
     * @throws UserFacingException if one of them has changed since the job began
     */
    void keepInputs(Map<String, String> contents) {
        Path file = folder.resolve("inputs.json");
        if (!Files.exists(file)) {
            WholeFile.writeString(file, JobJson.write(new Inputs(contents)));
            return;
        }
        Map<String, String> before = JobJson.read(text(file), Inputs.class).contents();
        contents.forEach(
                (path, hash) -> {
                    if (!hash.equals(before.get(path))) {
                        throw UserFacingException.badInput(
                                "%s has changed since the job in %s began, so what is finished there no longer fits. Choose an empty folder to begin anew, or bring the old file back."
                                        .formatted(path, folder));
                    }
                });
    }

    /** Adds an event. */
    public void append(JobEvent event) {
        ByteBuffer line =
                ByteBuffer.wrap((JobJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                events.write(line);
            }
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Keeps the result of a job that ended well. */
    public void finish(JobResult result) {
        WholeFile.writeString(folder.resolve("result.json"), JobJson.write(result));
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            channel.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        return end;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read %s: %s. It is no job's folder, or it was damaged."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static UserFacingException cannotWrite(Path folder, IOException e) {
        return UserFacingException.failed(
                "Could not write the journal in %s: %s. Free some space or choose another folder."
                        .formatted(folder, e.getMessage()),
                e);
    }
}
