package org.espalier.cli;

import org.espalier.base.CancelledException;
import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;
import org.espalier.job.TemporaryJobFolder;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries out one job to its end, telling its progress; Ctrl-C cancels it and waits for it to end.
 */
record JobSession(JobRunner runner, Console console) {
    private static final long CANCEL_SECONDS = 20;

    /**
     * Runs a job in a folder that is thrown away.
     *
     * @throws UserFacingException if it fails
     * @throws CancelledException if it is cancelled
     */
    JobResult run(JobSpec spec) {
        return run(spec, progress());
    }

    /**
     * The same, told to a listener in place of a line of progress.
     *
     * @throws UserFacingException if it fails
     * @throws CancelledException if it is cancelled
     */
    JobResult run(JobSpec spec, Consumer<JobEvent> listener) {
        TemporaryJobFolder folder = TemporaryJobFolder.make();
        return run(
                spec,
                folder.path(),
                listener,
                end -> {
                    if (!tellsOf(end, folder.path())) {
                        delete(folder);
                    }
                });
    }

    /**
     * Runs a job in a folder of the user's, or goes on with it there.
     *
     * @throws UserFacingException if it fails, or the folder holds another job
     * @throws CancelledException if it is cancelled
     */
    JobResult run(JobSpec spec, Path kept) {
        return run(
                spec,
                kept.toAbsolutePath().normalize(),
                progress(),
                end -> {
                    if (end instanceof JobEvent.Cancelled) {
                        console.error(
                                "What is finished is kept in %s: the same command goes on from there."
                                        .formatted(kept));
                    }
                });
    }

    private Consumer<JobEvent> progress() {
        return new ProgressLine(console.err())::show;
    }

    private JobResult run(
            JobSpec spec, Path folder, Consumer<JobEvent> listener, Consumer<JobEvent> afterwards) {
        JobRunner.Handle job = runner.start(spec, folder, listener);
        CountDownLatch tidy = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> cancel(job, tidy), "espalier-cancel");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        JobEvent end = job.end().join();
        afterwards.accept(end);
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

    private void delete(TemporaryJobFolder folder) {
        try {
            folder.delete();
        } catch (UserFacingException e) {
            console.error(e.getMessage());
        }
    }
}
