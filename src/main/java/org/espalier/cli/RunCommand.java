package org.espalier.cli;

import org.espalier.base.UserFacingException;
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

    @Mixin private ModelOption model;

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
            paramLabel = "OUT",
            description = "The compressed model: an .onnx file, or a folder if MODEL is one.")
    private Path out;

    @Mixin private ResultOptions result;

    @Mixin private JobOption job;

    @Mixin private EngineOptions engine;

    RunCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec.Run spec =
                new JobSpec.Run(
                        model.path(),
                        read(recipe),
                        calibration.data(),
                        evaluation == null ? null : calibration.judged(evaluation),
                        Paths.absolute(out),
                        engine.choice());
        JobResult.Ran ran = (JobResult.Ran) job.run(jobs, spec);
        result.print(console, () -> ResultJson.ran(ran), () -> text(ran));
        return Exit.DONE;
    }

    private String text(JobResult.Ran ran) {
        return String.join(
                System.lineSeparator(),
                ResultText.steps(ran.steps()),
                ResultText.passages(ran.passages()),
                ResultText.comparison(ran.comparison()),
                "Wrote " + out + ".");
    }

    private static String read(Path recipe) {
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
