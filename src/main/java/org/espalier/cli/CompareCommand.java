package org.espalier.cli;

import org.espalier.analyze.Comparison;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.job.DataRef;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.format.ModelFile;
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

    @Mixin private DataOptions data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Folder for report.html, its figures (SVG, PNG, PDF, CSV) and comparison.json.")
    private @Nullable Path out;

    @Mixin private ResultOptions result;

    @Mixin private EngineOptions engine;

    CompareCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec.Compare spec =
                new JobSpec.Compare(
                        Paths.model(base), Paths.model(candidate), data.data(), engine.choice());
        Comparison comparison = ((JobResult.Compared) jobs.run(spec)).comparison();
        if (out != null) {
            new ComparisonFolder(out, name(base), name(candidate))
                    .write(comparison, comparison.answers() == null ? null : samples()::sample);
            console.error("Wrote " + out.resolve("report.html") + " and its figures.");
        }
        result.print(
                console,
                () -> ResultJson.compared(comparison),
                () -> ResultText.comparison(comparison));
        return Exit.DONE;
    }

    private static String name(Path model) {
        return String.valueOf(model.getFileName());
    }

    private Dataset samples() {
        DataRef ref = data.data();
        return Datasets.sample(
                Datasets.open(Path.of(ref.path()), ModelFile.read(base), base),
                ref.samples(),
                ref.seed());
    }
}
