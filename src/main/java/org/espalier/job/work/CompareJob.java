package org.espalier.job.work;

import org.espalier.data.Dataset;
import org.espalier.job.JobContext;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;

import java.nio.file.Path;

/** Measures two models side by side. */
record CompareJob(Tools tools, JobContext context) {
    JobResult execute(JobSpec.Compare spec) {
        Subject base = Subject.open(spec.base(), spec.engine(), tools);
        context.started(base.device());
        Dataset data = base.data(spec.data());
        Measuring measuring = new Measuring(tools, context);
        context.plan(measuring.phases(data.size()));
        return new JobResult.Compared(
                measuring.compare(base, base.beside(Path.of(spec.candidate())), data));
    }
}
