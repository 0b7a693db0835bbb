package org.espalier.cli;

import org.espalier.base.UserFacingException;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** The model that a job is about. */
final class ModelOption {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "ONNX file or checkpoint folder.")
    private Path file;

    /** As it was typed. */
    Path file() {
        return file;
    }

    /**
     * Its absolute path.
     *
     * @throws UserFacingException if there is no such file
     */
    String path() {
        return Paths.model(file);
    }
}
