package org.espalier.job;

import java.util.Map;

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

    /**
     * What the job reads, by path: a hash of the content of each model and each data set, so that a
     * job is not resumed on others.
     *
     * @throws org.espalier.base.UserFacingException if one of them cannot be read
     */
    default Map<String, String> inputs(JobSpec spec) {
        return Map.of();
    }
}
