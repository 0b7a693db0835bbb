package org.espalier.app;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;
import org.espalier.job.TemporaryJobFolder;

/** Runs jobs one after the other to their ends, in folders that are thrown away. */
record JobsAtOnce(JobRunner runner) {
    /**
     * Runs a job and returns its result.
     *
     * @throws UserFacingException if it fails
     */
    <R extends JobResult> R run(JobSpec spec, Class<R> type, Progress progress) {
        TemporaryJobFolder folder = TemporaryJobFolder.make();
        try {
            JobEvent end =
                    runner.start(spec, folder.path(), event -> tell(event, progress)).end().join();
            return switch (end) {
                case JobEvent.Finished finished -> type.cast(finished.result());
                case JobEvent.Failed failed ->
                        throw new UserFacingException(failed.kind(), failed.message(), null);
                default -> throw new CancelledException();
            };
        } finally {
            folder.delete();
        }
    }

    private static void tell(JobEvent event, Progress progress) {
        if (event instanceof JobEvent.Progressed p) {
            progress.update(p.part(), p.done(), p.total());
        }
    }
}
