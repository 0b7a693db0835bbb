package org.espalier.job.work;

import org.espalier.job.JobContext;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.JobWork;

import java.util.Map;

/** Does every kind of job with the program's tools. */
public final class JobExecutor implements JobWork {
    private final Tools tools;

    /** Works with these. */
    public JobExecutor(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Map<String, String> inputs(JobSpec spec) {
        return switch (spec) {
            case JobSpec.Scan scan ->
                    new Inputs(scan.model())
                            .with(scan.calibration())
                            .with(scan.evaluation())
                            .hashes();
            case JobSpec.Run run ->
                    new Inputs(run.model()).with(run.calibration()).with(run.evaluation()).hashes();
            case JobSpec.Evaluate evaluate ->
                    new Inputs(evaluate.model()).with(evaluate.data()).hashes();
            case JobSpec.Bench bench -> new Inputs(bench.model()).and(bench.against()).hashes();
            case JobSpec.Generate generate -> new Inputs(generate.model()).hashes();
            case JobSpec.Compare compare ->
                    new Inputs(compare.base())
                            .and(compare.candidate())
                            .with(compare.data())
                            .hashes();
            case JobSpec.Duel duel -> new Inputs(duel.model()).with(duel.calibration()).hashes();
            case JobSpec.Export export -> new Inputs(export.model()).hashes();
        };
    }

    @Override
    public JobResult execute(JobSpec spec, JobContext context) {
        return switch (spec) {
            case JobSpec.Scan scan -> new ScanJob(tools, context).execute(scan);
            case JobSpec.Run run -> new RunJob(tools, context).execute(run);
            case JobSpec.Evaluate evaluate -> new EvaluateJob(tools, context).execute(evaluate);
            case JobSpec.Bench bench -> new BenchJob(tools, context).execute(bench);
            case JobSpec.Generate generate -> new GenerateJob(tools, context).execute(generate);
            case JobSpec.Compare compare -> new CompareJob(tools, context).execute(compare);
            case JobSpec.Duel duel -> new DuelJob(tools, context).execute(duel);
            case JobSpec.Export export -> new ExportJob(context).execute(export);
        };
    }
}
