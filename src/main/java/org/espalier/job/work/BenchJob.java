package org.espalier.job.work;

import org.espalier.engine.EngineChoice;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.LatencyMeter;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Times models in ONNX Runtime, in turn where there are two. */
record BenchJob(Tools tools, JobContext context) {
    private static final String TIMING = "Timing";

    JobResult execute(JobSpec.Bench spec) {
        EngineChoice choice = Measuring.onOnnxRuntime(spec.engine());
        Subject subject = Subject.open(spec.model(), choice, tools);
        context.started(subject.device());
        context.plan(List.of(new Phase(TIMING, 1)));
        List<Network> networks = new ArrayList<>(List.of(subject.network()));
        if (spec.against() != null) {
            networks.add(ModelFile.read(Path.of(spec.against())));
        }
        return new JobResult.Benched(
                new LatencyMeter(subject.engine())
                        .measure(networks, spec.batch(), spec.runs(), context.phase(TIMING)));
    }
}
