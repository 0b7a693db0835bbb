package org.espalier.job;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a job that nobody will resume: made for it and thrown away after it. */
public record TemporaryJobFolder(Path path) {
    /**
     * Makes an empty folder among the system's temporary files.
     *
     * @throws UserFacingException if it cannot be made
     */
    public static TemporaryJobFolder make() {
        try {
            return new TemporaryJobFolder(Files.createTempDirectory("espalier-job-"));
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not make a folder for the job: %s. Free some space in %s."
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    /**
     * Deletes the folder with all that is in it.
     *
     * @throws UserFacingException if something in it cannot be deleted
     */
    public void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not delete %s: %s. Delete it by hand.".formatted(path, e.getMessage()),
                    e);
        }
    }
}
