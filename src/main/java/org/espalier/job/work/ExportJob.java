package org.espalier.job.work;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.OnnxWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a model, whatever it came in, as an ONNX file. */
record ExportJob(JobContext context) {
    private static final String WRITING = "Writing";

    JobResult execute(JobSpec.Export spec) {
        Network network = ModelFile.read(Path.of(spec.model()));
        context.started("cpu, as nothing is run");
        context.plan(List.of(new Phase(WRITING, 1)));
        context.phase(WRITING).checkpoint();
        Path output = Path.of(spec.output());
        OnnxWriter.write(network, output);
        return new JobResult.Exported(
                spec.output(),
                size(output, bytes(network)),
                names(network.inputs()),
                names(network.outputs()));
    }

    private static long bytes(Network network) {
        return network.weights().values().stream()
                .mapToLong(weight -> weight.tensor().data().byteSize())
                .sum();
    }

    private static List<String> names(List<ValueInfo> values) {
        return values.stream().map(ValueInfo::name).toList();
    }

    private static long size(Path output, long weights) {
        Path data = output.resolveSibling(output.getFileName() + ".data");
        try {
            long written = Files.size(output);
            // Weights are in the file or beside it; an older file beside it is not counted.
            boolean outside = written < weights && Files.exists(data);
            return written + (outside ? Files.size(data) : 0);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s after it was written: %s.".formatted(output, e.getMessage()),
                    e);
        }
    }
}
