package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code project.yaml}, the file that makes a folder a project. Paths are absolute in the program
 * and relative to the folder in the file, so that a project can be moved.
 */
public final class ProjectFile {
    /** The file's name. */
    public static final String NAME = "project.yaml";

    private ProjectFile() {}

    /** Whether a folder is a project. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /**
     * Reads the project of a folder as it was saved last.
     *
     * @throws UserFacingException if it has none or it cannot be read; the message has the line
     */
    public static ProjectState read(Path folder) {
        Path file = folder.resolve(NAME);
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

    /**
     * Writes the project of a folder aside and renames it into place.
     *
     * @throws UserFacingException if that fails; the old file is left
     */
    public static void write(Path folder, ProjectState state) {
        Path absolute = folder.toAbsolutePath().normalize();
        WholeFile.writeDurably(absolute.resolve(NAME), new ProjectWriter(absolute).write(state));
    }
}
