package org.espalier.job;

/** Does what a {@link JobSpec} says; a runner decides in which process and thread. */
@FunctionalInterface
public interface JobWork {
    /**
     * Does the whole job, using what an earlier attempt left in the context's folder.
     *
     * @throws org.espalier.base.CancelledException if the user cancels
     * @throws org.espalier.base.UserFacingException if the job cannot be done
     */
    JobResult execute(JobSpec spec, JobContext context);
}
