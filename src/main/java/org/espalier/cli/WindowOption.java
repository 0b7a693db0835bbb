package org.espalier.cli;

import picocli.CommandLine.Option;

/** How running text is cut. */
final class WindowOption {
    @Option(
            names = "--window",
            paramLabel = "L",
            converter = PositiveNumber.class,
            description =
                    "Cut running text into windows of L tokens (default: as many as the model"
                            + " reads, 2048 at most).")
    private int tokens;

    int tokens() {
        return tokens;
    }
}
