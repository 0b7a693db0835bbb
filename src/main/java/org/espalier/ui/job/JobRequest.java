package org.espalier.ui.job;

import org.espalier.job.JobEvent;
import org.espalier.job.JobSpec;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A job that a screen asks for.
 *
 * @param title for the job bar, such as {@code Measured scan}
 * @param folder where the journal is kept
 * @param listener takes every event, on the screen's thread
 */
public record JobRequest(
        String title, JobSpec spec, Path folder, Priority priority, Consumer<JobEvent> listener) {
    /** Who waits for the job; what the user asked for goes before what the program does itself. */
    public enum Priority {
        /** The program started it, such as measuring the baseline. */
        BACKGROUND,
        /** The user started it. */
        ASKED
    }

    /** A job that the user asked for. */
    public JobRequest(String title, JobSpec spec, Path folder, Consumer<JobEvent> listener) {
        this(title, spec, folder, Priority.ASKED, listener);
    }
}
