package org.espalier.job;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Carries out jobs: in this process, in a child JVM, or elsewhere. */
public interface JobRunner {
    /**
     * Starts a job.
     *
     * @param folder where the journal and anything half-done is kept; a job started again on the
     *     same folder resumes
     * @param listener receives every event in order, on a thread of the runner's
     */
    Handle start(JobSpec spec, Path folder, Consumer<JobEvent> listener);

    /** A job under way. */
    interface Handle {
        /** Holds the job at its next checkpoint. */
        void pause();

        /** Lets a paused job go on. */
        void resume();

        /**
         * Asks the job to end; acknowledged at once, done within one batch or by ending the child.
         */
        void cancel();

        /**
         * Ends the work at once but not the job: its journal gets no last event, so that it can be
         * resumed. For a window that closes.
         */
        void leave();

        /** Completes with the last event: Finished, Failed or Cancelled; Cancelled if left. */
        CompletableFuture<JobEvent> end();
    }
}
