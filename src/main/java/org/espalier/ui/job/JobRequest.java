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
public record JobRequest(String title, JobSpec spec, Path folder, Consumer<JobEvent> listener) {}
