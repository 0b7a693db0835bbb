package org.espalier.cli;

import org.espalier.job.DataRef;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Which samples a method learns from. */
final class CalibrationOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "CALIB",
            description = "Calibration data: file or folder; #part chooses a set or a split.")
    private Path data;

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Draw N samples (default: use all).")
    private int samples;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the draw (default: 0).")
    private long seed;

    @Mixin private WindowOption window;

    DataRef data() {
        return Paths.data(data, samples, seed, window.tokens());
    }

    /** All of other data, to judge by; running text is cut as that for calibration. */
    DataRef judged(Path other) {
        return Paths.data(other, 0, 0, window.tokens());
    }
}
