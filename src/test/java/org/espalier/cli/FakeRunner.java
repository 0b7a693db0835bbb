package org.espalier.cli;

import org.espalier.job.JobEvent;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Ends every job at once with the event that it was made with, and remembers what was asked. */
final class FakeRunner implements JobRunner {
    private final JobEvent end;
    @Nullable JobSpec asked;
    @Nullable Path folder;

    FakeRunner(JobEvent end) {
        this.end = end;
    }

    @Override
    public Handle start(JobSpec spec, Path job, Consumer<JobEvent> listener) {
        asked = spec;
        folder = job;
        listener.accept(new JobEvent.Started(Instant.EPOCH, spec, "cpu"));
        listener.accept(new JobEvent.Progressed(Instant.EPOCH, "Calibrating", 3, 12, 10));
        listener.accept(end);
        return new Ended(CompletableFuture.completedFuture(end));
    }

    private record Ended(CompletableFuture<JobEvent> end) implements Handle {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void leave() {}

        @Override
        public void cancel() {}
    }
}
