package org.espalier.cli;

import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code espalier compare}: two models side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Measures two models side by side.")
final class CompareCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;

    @Parameters(index = "0", paramLabel = "BASE", description = "ONNX file of the model before.")
    private Path base;

    @Parameters(
            index = "1",
            paramLabel = "CANDIDATE",
            description = "ONNX file of the model after.")
    private Path candidate;

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
            description = "Use N samples, drawn with seed 0 (default: all).")
    private int limit;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for the figures (SVG), their numbers (CSV) and comparison.json.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin private EngineOptions engine;

    CompareCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec.Compare spec =
                new JobSpec.Compare(
                        Paths.model(base),
                        Paths.model(candidate),
                        Paths.data(data, limit, 0),
                        engine.choice());
        JobResult.Compared result = (JobResult.Compared) jobs.run(spec);
        if (out != null) {
            new ComparisonFolder(out).write(result.comparison());
            console.error("Wrote the comparison to " + out + ".");
        }
        if (json) {
            console.print(ResultJson.compared(result.comparison()));
        } else {
            console.print(ResultText.comparison(result.comparison()));
        }
        return Exit.DONE;
    }
}
