package org.espalier.project;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What opening a project's folder found.
 *
 * @param history what was done and undone since the project was saved
 * @param store null if it may only be read
 */
record Opening(
        Path folder,
        ProjectState state,
        EditHistory history,
        @Nullable ProjectStore store,
        List<String> warnings) {

    /** Locks the folder if possible, reads it, and brings back edits that were not saved. */
    static Opening of(Path given) {
        Path folder = given.toAbsolutePath().normalize();
        List<String> warnings = new ArrayList<>();
        ProjectState saved = ProjectFile.read(folder);
        ProjectLock lock = lock(folder, warnings);
        try {
            List<Edit> left = EditJournal.read(folder);
            EditHistory history = new EditHistory();
            ProjectState state = saved;
            for (Edit edit : left) {
                history.recover(edit, state);
                state = edit.apply(state);
            }
            if (lock == null) {
                return new Opening(folder, state, history, null, warnings);
            }
            ProjectStore store = new ProjectStore(folder, lock);
            if (!left.isEmpty()) {
                store.checkpoint(state);
                warnings.add(recovered(left.size()));
            }
            Runs.follow(folder, state);
            return new Opening(folder, state, history, store, warnings);
        } catch (RuntimeException e) {
            ProjectStore.closeQuietly(lock);
            throw e;
        }
    }

    private static String recovered(int edits) {
        return edits == 1
                ? "The program ended without closing this project. Its last edit was brought back."
                : "The program ended without closing this project. Its last %d edits were brought back."
                        .formatted(edits);
    }

    private static @Nullable ProjectLock lock(Path folder, List<String> warnings) {
        try {
            ProjectLock lock = ProjectLock.take(folder);
            if (lock == null) {
                warnings.add(
                        "%s is open in another window (%s). You can look at it here; to keep edits, save it under another name."
                                .formatted(folder.getFileName(), ProjectLock.holder(folder)));
            }
            return lock;
        } catch (IOException e) {
            warnings.add(
                    "%s cannot be written (%s). You can look at it here; to keep edits, save it in another folder."
                            .formatted(folder, e.getMessage()));
            return null;
        }
    }
}
