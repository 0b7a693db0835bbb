package org.espalier.cli;

import org.espalier.base.UserFacingException;
import org.espalier.job.DataRef;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code espalier run}: carries out a recipe and measures before and after. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Compresses a model by a recipe and measures before and after.")
final class RunCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "ONNX file.")
    private Path model;

    @Option(
            names = "--recipe",
            required = true,
            paramLabel = "R.yaml",
            description = "What to do, step by step.")
    private Path recipe;

    @Mixin private CalibrationOptions calibration;

    @Option(
            names = "--eval",
            paramLabel = "DATA",
            description = "Data to measure quality on (default: fidelity on the calibration data).")
    private @Nullable Path evaluation;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT.onnx",
            description = "The compressed model.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin private EngineOptions engine;

    RunCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec.Run spec =
                new JobSpec.Run(
                        Paths.model(model),
                        text(recipe),
                        calibration.data(),
                        evaluation == null ? null : DataRef.all(Paths.absolute(evaluation)),
                        Paths.absolute(out),
                        engine.choice());
        JobResult.Ran result = (JobResult.Ran) jobs.run(spec);
        if (json) {
            console.print(ResultJson.ran(result));
        } else {
            console.print(ResultText.steps(result.steps()));
            console.print("");
            console.print(ResultText.comparison(result.comparison()));
            console.print("Wrote " + out + ".");
        }
        return Exit.DONE;
    }

    private static String text(Path recipe) {
        try {
            return Files.readString(recipe);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read the recipe %s. Check the path and that it is text in UTF-8."
                            .formatted(recipe),
                    e);
        }
    }
}
