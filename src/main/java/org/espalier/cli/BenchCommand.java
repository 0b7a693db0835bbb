package org.espalier.cli;

import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code espalier bench}: latency in ONNX Runtime, in turn against another model if named. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures latency in ONNX Runtime.")
final class BenchCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;

    @Mixin private ModelOption model;

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description = "Another model, run in turn with the first.")
    private @Nullable Path against;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Samples per run (default: 1).")
    private int batch = 1;

    @Option(
            names = "--runs",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Runs that are counted (default: 200).")
    private int runs = 200;

    @Mixin private ResultOptions result;

    @Mixin private EngineOptions engine;

    BenchCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        String other = against == null ? null : Paths.model(against);
        JobSpec.Bench spec = new JobSpec.Bench(model.path(), other, batch, runs, engine.choice());
        JobResult.Benched benched = (JobResult.Benched) jobs.run(spec);
        List<String> names =
                Stream.of(model.file(), against)
                        .filter(Objects::nonNull)
                        .map(path -> path.getFileName().toString())
                        .toList();
        result.print(
                console,
                () -> ResultJson.benched(benched),
                () -> ResultText.latencies(names, benched.latencies()));
        return Exit.DONE;
    }
}
