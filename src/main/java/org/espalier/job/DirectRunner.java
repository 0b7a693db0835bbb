package org.espalier.job;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Runs jobs in this process, each on a thread of its own. */
public final class DirectRunner implements JobRunner {
    private final JobWork work;

    /** Runs jobs by this work. */
    public DirectRunner(JobWork work) {
        this.work = work;
    }

    @Override
    public Handle start(JobSpec spec, Path folder, Consumer<JobEvent> listener) {
        JobControl control = new JobControl(System::nanoTime);
        EventStream stream = new EventStream(listener);
        DirectJob job = new DirectJob(spec, folder, Journal.open(folder, spec), stream, control);
        Thread.ofPlatform().name("espalier-job").daemon().start(() -> job.run(work));
        return new DirectHandle(job, control, stream);
    }

    private record DirectHandle(DirectJob job, JobControl control, EventStream stream)
            implements Handle {
        @Override
        public void pause() {
            control.pause();
        }

        @Override
        public void resume() {
            control.resume();
        }

        @Override
        public void cancel() {
            if (control.cancel()) {
                job.note(DirectJob.CANCELLING);
            }
        }

        @Override
        public void leave() {
            job.leave();
            control.cancel();
        }

        @Override
        public CompletableFuture<JobEvent> end() {
            return stream.end();
        }
    }
}
