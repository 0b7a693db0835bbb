package org.espalier.cli;

import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.report.DuelFigure;
import org.espalier.report.Palette;
import org.espalier.report.export.FigureFormat;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code espalier duel}: several methods on one layer. */
@Command(
        name = "duel",
        mixinStandardHelpOptions = true,
        description = "Prunes one layer by two to four methods and compares what they make of it.")
final class DuelCommand implements Callable<Integer> {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 320;

    private final JobSession jobs;
    private final Console console;

    @Mixin private ModelOption model;

    @Option(
            names = "--layer",
            required = true,
            paramLabel = "LAYER",
            description = "Name of the layer, as inspect lists it.")
    private String layer;

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "METHOD",
            description =
                    "Two to four methods, with commas between (default:"
                            + " magnitude,wanda,sparsegpt,alps).")
    private List<String> methods = List.of("magnitude", "wanda", "sparsegpt", "alps");

    @ArgGroup(multiplicity = "1")
    private Goal goal = new Goal();

    @Mixin private CalibrationOptions calibration;

    @Option(
            names = "--out",
            paramLabel = "PICTURE",
            description = "File for the picture: svg, png, pdf, or csv for its numbers.")
    private @Nullable Path out;

    @Mixin private ResultOptions result;

    @Mixin private EngineOptions engine;

    /** What every method prunes the layer to. */
    private static final class Goal {
        @Option(
                names = "--sparsity",
                paramLabel = "S",
                description = "Share of zeros, such as 0.5.")
        private @Nullable Double sparsity;

        @Option(names = "--nm", paramLabel = "N:M", description = "Pattern, such as 2:4.")
        private String pattern = "";

        Target target() {
            return sparsity == null ? Target.NM.parse(pattern) : new Target.Sparsity(sparsity);
        }
    }

    DuelCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        FigureFormat format = out == null ? FigureFormat.SVG : format(out);
        JobSpec.Duel spec =
                new JobSpec.Duel(
                        model.path(),
                        layer,
                        methods,
                        goal.target(),
                        calibration.data(),
                        engine.choice());
        JobResult.Duelled duelled = (JobResult.Duelled) jobs.run(spec);
        if (out != null) {
            format.write(
                    new DuelFigure(duelled.duel()).figure(WIDTH, HEIGHT, Palette.LIGHT),
                    Palette.LIGHT,
                    out);
            console.error("Wrote " + out + ".");
        }
        result.print(console, () -> ResultJson.duelled(duelled), () -> DuelText.of(duelled.duel()));
        return Exit.DONE;
    }

    private static FigureFormat format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(FigureFormat.values())
                .filter(format -> name.endsWith("." + format.ending()))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "Cannot tell what kind of picture \"%s\" is to be. Let its name end with .svg, .png, .pdf or .csv."
                                                .formatted(file)));
    }
}
