package org.espalier.cli;

import org.espalier.engine.EngineChoice;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where and by what networks are run. */
final class EngineOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "auto, cpu or gpu:N (default: auto).")
    private String device = "auto";

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "auto, djl or ort (default: auto).")
    private String engine = "auto";

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Threads of one operator (default: one per core).")
    private int threads;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description =
                    "Type of matrix products: fp32, fp16, bf16, or auto for the file's own on a"
                            + " GPU and fp32 on a CPU (default: auto).")
    private String precision = "auto";

    /**
     * What was asked for.
     *
     * @throws ParameterException if it is not one of the spellings
     */
    EngineChoice choice() {
        check(device.matches("auto|cpu|gpu:\\d{1,3}"), "--device", device, "auto, cpu or gpu:N");
        check(engine.matches("auto|djl|ort"), "--engine", engine, "auto, djl or ort");
        check(
                precision.matches("auto|fp32|fp16|bf16"),
                "--precision",
                precision,
                "auto, fp32, fp16 or bf16");
        return new EngineChoice(device, engine, threads, precision);
    }

    private void check(boolean valid, String option, String value, String allowed) {
        if (!valid) {
            throw new ParameterException(
                    command.commandLine(),
                    "%s cannot be \"%s\". Give %s.".formatted(option, value, allowed));
        }
    }
}
