package org.espalier.cli;

import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Where a long job keeps what it finished. */
final class JobOption {
    @Option(
            names = "--job",
            paramLabel = "FOLDER",
            description =
                    "Keep the journal and what is finished in FOLDER; the same command goes on from"
                            + " there.")
    private @Nullable Path folder;

    /** Runs a job in the folder, or in one that is thrown away. */
    JobResult run(JobSession jobs, JobSpec spec) {
        return folder == null ? jobs.run(spec) : jobs.run(spec, folder);
    }
}
