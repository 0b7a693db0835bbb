package org.espalier.job.work;

import org.espalier.job.JobContext;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.JobWork;

/** Does every kind of job with the program's tools. */
public final class JobExecutor implements JobWork {
    private final Tools tools;

    /** Works with these. */
    public JobExecutor(Tools tools) {
        this.tools = tools;
    }

    @Override
    public JobResult execute(JobSpec spec, JobContext context) {
        return switch (spec) {
            case JobSpec.Scan scan -> new ScanJob(tools, context).execute(scan);
            case JobSpec.Run run -> new RunJob(tools, context).execute(run);
            case JobSpec.Evaluate evaluate -> new EvaluateJob(tools, context).execute(evaluate);
            case JobSpec.Bench bench -> new BenchJob(tools, context).execute(bench);
            case JobSpec.Compare compare -> new CompareJob(tools, context).execute(compare);
        };
    }
}
