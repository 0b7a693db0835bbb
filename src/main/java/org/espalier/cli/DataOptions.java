package org.espalier.cli;

import org.espalier.job.DataRef;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Which samples a model is measured on. */
final class DataOptions {
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

    @Mixin private WindowOption window;

    DataRef data() {
        return Paths.data(data, limit, 0, window.tokens());
    }
}
