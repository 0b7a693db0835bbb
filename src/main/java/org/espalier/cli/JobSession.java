package org.espalier.cli;

import org.espalier.base.CancelledException;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Carries out one job to its end, telling its progress; Ctrl-C cancels it and waits for it to end.
 */
record JobSession(JobRunner runner, Console console) {
    private static final long CANCEL_SECONDS = 20;

    /**
     * Runs a job.
     *
     * @throws UserFacingException if it fails
     * @throws CancelledException if it is cancelled
     */
    JobResult run(JobSpec spec) {
        Path folder = folder();
        ProgressLine line = new ProgressLine(console.err());
        JobRunner.Handle job = runner.start(spec, folder, line::show);
        CountDownLatch tidy = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> cancel(job, tidy), "espalier-cancel");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        JobEvent end = job.end().join();
        if (!tellsOf(end, folder)) {
            delete(folder);
        }
        tidy.countDown();
        removeHook(onInterrupt);
        return switch (end) {
            case JobEvent.Finished finished -> finished.result();
            case JobEvent.Failed failed ->
                    throw new UserFacingException(failed.kind(), failed.message(), null);
            default -> throw new CancelledException();
        };
    }

    /** Whether the message sends the user to the job's folder. */
    private static boolean tellsOf(JobEvent end, Path folder) {
        return end instanceof JobEvent.Failed failed
                && failed.message().contains(folder.toString());
    }

    private void cancel(JobRunner.Handle job, CountDownLatch tidy) {
        console.error("Cancelling.");
        job.cancel();
        try {
            if (!tidy.await(CANCEL_SECONDS, TimeUnit.SECONDS)) {
                console.error("The job did not end within %d seconds.".formatted(CANCEL_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The hook stays where it is if it is running already. */
    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new CancelledException();
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("espalier-job-");
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not make a folder for the job: %s. Free some space in %s."
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            console.error("Could not delete %s: %s.".formatted(folder, e.getMessage()));
        }
    }
}
