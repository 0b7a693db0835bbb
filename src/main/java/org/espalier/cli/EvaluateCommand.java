package org.espalier.cli;

import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code espalier evaluate}: quality of a model on data. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures how well a model does on data.")
final class EvaluateCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "ONNX file.")
    private Path model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "File or folder; #part chooses a set or a split.")
    private Path data;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Evaluate N samples, drawn with seed 0 (default: all).")
    private int limit;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin private EngineOptions engine;

    EvaluateCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec.Evaluate spec =
                new JobSpec.Evaluate(
                        Paths.model(model), Paths.data(data, limit, 0), engine.choice());
        JobResult.Evaluated result = (JobResult.Evaluated) jobs.run(spec);
        if (json) {
            console.print(ResultJson.evaluated(result));
        } else {
            console.print(ResultText.quality(result.quality()));
        }
        return Exit.DONE;
    }
}
