package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.job.DataRef;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A study of one model: a folder whose {@code project.yaml} names the model, the data and the
 * recipe, and keeps the schedule; each job has a folder of its own under {@code runs}.
 *
 * <p>Paths are absolute here and relative to the folder in the file, so that a project can be
 * moved.
 *
 * @param folder absolute
 * @param evaluation null if there is none
 * @param recipe null if there is none
 * @param schedule null if none was shaped yet
 */
public record Project(
        Path folder,
        Path model,
        DataRef calibration,
        @Nullable DataRef evaluation,
        @Nullable Path recipe,
        @Nullable Schedule schedule) {
    /** Name of the file that makes a folder a project. */
    public static final String FILE = "project.yaml";

    /** Whether a folder is a project. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads the project of a folder.
     *
     * @throws UserFacingException if it has none or it cannot be read; the message has the line
     */
    public static Project read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return new ProjectReader(folder.toAbsolutePath().normalize())
                    .read(Files.readString(file));
        } catch (UserFacingException e) {
            throw UserFacingException.badInput("%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read %s: %s. Choose a folder that holds a project."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Writes {@code project.yaml}. */
    public void write() {
        WholeFile.writeString(folder.resolve(FILE), ProjectWriter.write(this));
    }

    /** The same project with another schedule. */
    public Project withSchedule(Schedule other) {
        return new Project(folder, model, calibration, evaluation, recipe, other);
    }

    /** A folder, not made yet, for the journal and the results of the next job. */
    public Path nextRun() {
        Path runs = folder.resolve("runs");
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
