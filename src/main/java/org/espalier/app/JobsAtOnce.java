package org.espalier.app;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs jobs one after the other to their ends, in folders that are thrown away. */
record JobsAtOnce(JobRunner runner) {
    /**
     * Runs a job and returns its result.
     *
     * @throws UserFacingException if it fails
     */
    <R extends JobResult> R run(JobSpec spec, Class<R> type, Progress progress) {
        Path folder = temporary();
        try {
            JobEvent end = runner.start(spec, folder, event -> tell(event, progress)).end().join();
            return switch (end) {
                case JobEvent.Finished finished -> type.cast(finished.result());
                case JobEvent.Failed failed ->
                        throw new UserFacingException(failed.kind(), failed.message(), null);
                default -> throw new CancelledException();
            };
        } finally {
            delete(folder);
        }
    }

    private static void tell(JobEvent event, Progress progress) {
        if (event instanceof JobEvent.Progressed p) {
            progress.update(p.part(), p.done(), p.total());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("espalier-demo-");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UserFacingException failed(IOException e) {
        return UserFacingException.failed(
                "Could not use the folder for temporary files: %s. Free some space there."
                        .formatted(e.getMessage()),
                e);
    }
}
