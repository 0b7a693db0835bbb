package org.espalier.project;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The runs of a project: a folder each, under {@code runs}. */
public final class Runs {
    /** Their folder in the project's. */
    static final String FOLDER = "runs";

    private Runs() {}

    /** A folder, not made yet, for the next run. */
    public static Path next(Path project) {
        Path runs = project.resolve(FOLDER);
        int last = 0;
        if (Files.isDirectory(runs)) {
            try (Stream<Path> taken = Files.list(runs)) {
                last =
                        taken.map(run -> run.getFileName().toString())
                                .filter(name -> name.matches("\\d{1,8}"))
                                .mapToInt(Integer::parseInt)
                                .max()
                                .orElse(0);
            } catch (IOException e) {
                throw UserFacingException.failed(
                        "Could not list %s: %s. Check that you may read it."
                                .formatted(runs, e.getMessage()),
                        e);
            }
        }
        return runs.resolve("%04d".formatted(last + 1));
    }
}
