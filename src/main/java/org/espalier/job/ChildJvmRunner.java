package org.espalier.job;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs each job in a JVM of its own, so that a crash in native code or a lack of memory never takes
 * this program down, and a job can always be ended.
 *
 * <p>The child is started by a {@link JvmCommand} whose main class serves {@link WorkerProtocol}.
 */
public final class ChildJvmRunner implements JobRunner {
    private final JvmCommand command;
    private final Duration grace;
    private final Supplier<MemoryLimit> limit;

    /**
     * Runs jobs by this command.
     *
     * @param grace how long a cancelled job may take to end by itself before its process is killed
     * @param limit what a job may take; asked when it starts
     */
    public ChildJvmRunner(JvmCommand command, Duration grace, Supplier<MemoryLimit> limit) {
        this.command = command;
        this.grace = grace;
        this.limit = limit;
    }

    @Override
    public Handle start(JobSpec spec, Path folder, Consumer<JobEvent> listener) {
        Journal.open(folder, spec).close();
        try {
            Process process = command.process(folder.toAbsolutePath(), limit.get()).start();
            ChildJob job = new ChildJob(process, spec, folder, grace, new EventStream(listener));
            Thread.ofPlatform().name("espalier-child").daemon().start(job::follow);
            return job;
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not start a worker process: %s. Close other programs, or check the JDK."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
