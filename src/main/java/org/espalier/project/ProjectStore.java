package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A project's folder, held for writing: its lock, its file, its journal. Used by one thread at a
 * time.
 */
final class ProjectStore implements AutoCloseable {
    private final Path folder;
    private final ProjectLock lock;
    private @Nullable EditJournal journal;

    ProjectStore(Path folder, ProjectLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Keeps an edit. The first one, and the next one after a failure, writes the whole state that
     * it changes too, so that nothing stays lost and the journal has what it goes on from.
     *
     * @param before the state without the edit
     * @param after the state with it
     * @throws UserFacingException if the disk does not take it
     */
    void append(Edit edit, ProjectState before, ProjectState after) {
        keep(edit, before);
        if (edit instanceof Edit.MarkRuns) {
            Runs.follow(folder, after);
        }
    }

    private void keep(Edit edit, ProjectState before) {
        if (journal == null) {
            checkpoint(before);
        }
        try {
            Objects.requireNonNull(journal).append(edit);
        } catch (IOException e) {
            abandonJournal();
            throw notSaved(e);
        }
    }

    /**
     * Writes the whole state, after which the journal begins again.
     *
     * @throws UserFacingException if the disk does not take it; the old file is left
     */
    void checkpoint(ProjectState state) {
        ProjectFile.write(folder, state);
        try {
            if (journal == null) {
                journal = new EditJournal(folder);
            }
            journal.clear();
        } catch (IOException e) {
            abandonJournal();
            throw notSaved(e);
        }
    }

    private void abandonJournal() {
        closeQuietly(journal);
        journal = null;
    }

    /** Closes what may be null; what was written is on the disk already. */
    static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            return; // Nothing is lost: what counts was forced to the disk before.
        }
    }

    private UserFacingException notSaved(IOException e) {
        return UserFacingException.failed(
                "The last change is not saved in %s: %s. Free some space, or save the project in another folder."
                        .formatted(folder, e.getMessage()),
                e);
    }

    @Override
    public void close() {
        closeQuietly(journal);
        closeQuietly(lock);
    }
}
