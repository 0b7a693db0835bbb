package org.espalier.project;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies a project to another folder. */
final class Relocation {
    private Relocation() {}

    /** Refuses a folder that is a project already. */
    static void refuseProject(Path folder) {
        if (ProjectFile.isIn(folder)) {
            throw UserFacingException.badInput(
                    "%s holds a project already. Choose another folder, or open that project."
                            .formatted(folder));
        }
    }

    /**
     * Copies the runs, then writes the state, so that half a copy is no project.
     *
     * @throws UserFacingException if the target is taken or cannot be written
     */
    static ProjectStore copy(Path from, Path to, ProjectState state) {
        refuseProject(to);
        if (to.startsWith(from)) {
            throw UserFacingException.badInput(
                    "%s lies in the project itself. Choose a folder outside of it.".formatted(to));
        }
        try {
            Files.createDirectories(to);
            ProjectLock lock = ProjectLock.take(to);
            if (lock == null) {
                throw new IOException("another window is writing there");
            }
            copyTree(from.resolve(Runs.FOLDER), to.resolve(Runs.FOLDER));
            ProjectStore store = new ProjectStore(to, lock);
            store.checkpoint(state);
            return store;
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not save the project in %s: %s. Free some space or choose another folder."
                            .formatted(to, e.getMessage()),
                    e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        for (Path file : tree(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Path> tree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList();
        }
    }

    /** Removes a folder that is no longer needed; what cannot be removed stays. */
    static void delete(Path folder) {
        try {
            for (Path file : tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A leftover in the work folder harms nobody.
            return;
        }
    }
}
