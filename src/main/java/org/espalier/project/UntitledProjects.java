package org.espalier.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Projects that the user gave no place yet: a model opened by itself. They live in the work folder,
 * one per model, so that nothing is lost before "save as"; opening the same model again goes on
 * where it was left.
 *
 * @param root folder that holds them
 */
public record UntitledProjects(Path root) {
    /**
     * Opens the project of a model, or begins one.
     *
     * @param fresh the state to begin with
     */
    public Document open(ProjectState fresh, Autosave autosave) {
        return open(folder(fresh, 1), fresh, autosave);
    }

    /** Begins a project of a model, whatever was left of earlier ones. */
    public Document begin(ProjectState fresh, Autosave autosave) {
        int number = 1;
        while (Files.exists(folder(fresh, number))) {
            number++;
        }
        return open(folder(fresh, number), fresh, autosave);
    }

    private static Document open(Path folder, ProjectState fresh, Autosave autosave) {
        if (!ProjectFile.isIn(folder)) {
            ProjectFile.write(folder, fresh);
        }
        return Document.openUntitled(folder, autosave);
    }

    private Path folder(ProjectState state, int number) {
        String path = state.model().path().toString();
        UUID id = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
        String name = state.model().path().getFileName() + "-" + id.toString().substring(0, 8);
        return root.resolve(number == 1 ? name : name + "-" + number);
    }
}
