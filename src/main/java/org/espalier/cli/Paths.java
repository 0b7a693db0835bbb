package org.espalier.cli;

import org.espalier.base.UserFacingException;
import org.espalier.job.DataRef;

import java.nio.file.Files;
import java.nio.file.Path;

/** Paths of the command line as jobs want them: absolute. */
final class Paths {
    private Paths() {}

    static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /**
     * A model's absolute path.
     *
     * @throws UserFacingException if there is no such file
     */
    static String model(Path path) {
        if (!Files.exists(path)) {
            throw UserFacingException.badInput(
                    "There is no model %s. Check the path.".formatted(path));
        }
        return absolute(path);
    }

    static DataRef data(Path path, int samples, long seed, int window) {
        return new DataRef(absolute(path), samples, seed, window);
    }
}
