package org.espalier.job.work;

import org.espalier.data.Dataset;
import org.espalier.job.JobContext;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.Task;

/** Measures a model's quality on data. */
record EvaluateJob(Tools tools, JobContext context) {
    JobResult execute(JobSpec.Evaluate spec) {
        Subject subject = Subject.open(spec.model(), spec.engine(), tools);
        context.started(subject.device());
        Dataset data = subject.data(spec.data());
        Measuring measuring = new Measuring(tools, context);
        context.plan(measuring.phasesOfQuality(data.size()));
        Task task = spec.task() == null ? Task.of(data) : spec.task();
        return new JobResult.Evaluated(task, measuring.quality(subject, data, task));
    }
}
