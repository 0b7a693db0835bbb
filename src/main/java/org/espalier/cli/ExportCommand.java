package org.espalier.cli;

import org.espalier.engine.EngineChoice;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code espalier export}: a model in another format. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a model in another format.")
final class ExportCommand implements Callable<Integer> {
    /** The formats that a model of any kind can be written in. */
    enum Format {
        ONNX
    }

    private final JobSession jobs;
    private final Console console;

    @Mixin private ModelOption model;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "Format to write: onnx.")
    private Format format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "X.onnx",
            description = "File to write; weights beyond 2 GB go into X.onnx.data beside it.")
    private Path out;

    @Mixin private ResultOptions result;

    ExportCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec spec =
                switch (format) {
                    case ONNX ->
                            new JobSpec.Export(
                                    model.path(), Paths.absolute(out), EngineChoice.AUTO);
                };
        JobResult.Exported exported = (JobResult.Exported) jobs.run(spec);
        result.print(
                console,
                () -> ResultJson.exported(exported),
                () ->
                        "Wrote %s (%s). Inputs: %s. Outputs: %s."
                                .formatted(
                                        out,
                                        ResultText.bytes(exported.bytes()),
                                        String.join(", ", exported.inputs()),
                                        String.join(", ", exported.outputs())));
        return Exit.DONE;
    }
}
