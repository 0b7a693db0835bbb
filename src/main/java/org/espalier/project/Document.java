package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An open project: its state, what can be undone, and its autosave. Every {@link Edit} is in a
 * journal on the disk soon after it was made; {@code project.yaml} is written when the user saves,
 * after many edits, and at the end. A project that was not closed gets the journal's edits back
 * when it is opened again, and they can be undone there.
 *
 * <p>Used on one thread; only what writes runs elsewhere.
 */
public final class Document implements AutoCloseable {
    private static final int EDITS_PER_CHECKPOINT = 100;

    private final Autosave autosave;
    private final List<String> warnings;
    private final EditHistory history;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private ProjectState state;

    /** What the disk has been handed, whether or not it took it. */
    private ProjectState kept;

    private @Nullable Edit pending;
    private int sinceCheckpoint;
    private volatile Path folder;
    private volatile boolean untitled;
    private volatile boolean refused;

    /** Touched by the disk's thread only, once the document is open; null if read-only. */
    private volatile @Nullable ProjectStore store;

    private Document(Opening opening, Autosave autosave, boolean untitled) {
        this.autosave = autosave;
        this.untitled = untitled;
        folder = opening.folder();
        state = opening.state();
        kept = state;
        history = opening.history();
        store = opening.store();
        warnings = List.copyOf(opening.warnings());
    }

    /**
     * Opens the project of a folder. If another window has it, or the folder cannot be written, it
     * opens read-only and {@link #warnings} say so: edits work, but only "save as" keeps them.
     *
     * @throws UserFacingException if the folder holds no project that can be read
     */
    public static Document open(Path folder, Autosave autosave) {
        return new Document(Opening.of(folder), autosave, false);
    }

    /**
     * Makes a folder a project.
     *
     * @throws UserFacingException if it is one already, or cannot be written
     */
    public static Document create(Path folder, ProjectState state, Autosave autosave) {
        Relocation.refuseProject(folder);
        ProjectFile.write(folder, state);
        return open(folder, autosave);
    }

    /** Opens a project that the user gave no place yet. */
    static Document openUntitled(Path folder, Autosave autosave) {
        return new Document(Opening.of(folder), autosave, true);
    }

    // ---- edits

    /** Makes an edit; one that changes nothing is no edit. */
    public void edit(Edit edit) {
        make(edit, null);
    }

    /**
     * Makes an edit that is part of a gesture, such as a drag: edits of one gesture that set the
     * same part are one to undo, and one line in the journal when the gesture is over.
     *
     * @param gesture equal for edits of one gesture
     */
    public void edit(Edit edit, Object gesture) {
        make(edit, gesture);
    }

    private void make(Edit edit, @Nullable Object gesture) {
        ProjectState next = edit.apply(state);
        if (next.equals(state)) {
            return;
        }
        if (!history.add(edit, state, gesture)) {
            flush();
        }
        state = next;
        pending = edit;
        if (gesture == null) {
            flush();
        }
        tell();
    }

    /** Ends the gesture: the next edit is one by itself. */
    public void endGesture() {
        history.endGesture();
        flush();
    }

    /** Undoes the last edit, if there is one. */
    public void undo() {
        endGesture();
        history.undo().ifPresent(this::shift);
    }

    /** Does again what was undone last, if anything was. */
    public void redo() {
        endGesture();
        history.redo().ifPresent(this::shift);
    }

    private void shift(Edit edit) {
        state = edit.apply(state);
        pending = edit;
        flush();
        tell();
    }

    /** Key of the name of what {@link #undo} would undo; empty if there is nothing. */
    public Optional<String> undoName() {
        return history.undoName();
    }

    /** Key of the name of what {@link #redo} would do again; empty if there is nothing. */
    public Optional<String> redoName() {
        return history.redoName();
    }

    // ---- the disk

    /** Writes the edit in hand to the journal without ending its gesture. */
    public void keep() {
        flush();
    }

    private void flush() {
        Edit edit = pending;
        if (edit == null) {
            return;
        }
        pending = null;
        sinceCheckpoint++;
        ProjectState before = kept;
        ProjectState after = state;
        kept = after;
        onDisk(open -> open.append(edit, before, after));
        if (sinceCheckpoint >= EDITS_PER_CHECKPOINT) {
            save();
        }
    }

    /** Writes {@code project.yaml}. */
    public void save() {
        endGesture();
        sinceCheckpoint = 0;
        ProjectState now = state;
        onDisk(open -> open.checkpoint(now));
    }

    /**
     * Goes on in another folder: runs are copied there, and a project without a place leaves where
     * it was. The future fails with a sentence if the folder is taken or cannot be written; the
     * document then stays where it is.
     */
    public CompletableFuture<Path> saveAs(Path target) {
        endGesture();
        ProjectState now = state;
        CompletableFuture<Path> done = new CompletableFuture<>();
        autosave.disk()
                .execute(
                        () -> {
                            try {
                                relocate(target.toAbsolutePath().normalize(), now);
                                done.complete(folder);
                            } catch (UserFacingException e) {
                                done.completeExceptionally(e);
                            }
                        });
        return done;
    }

    private void relocate(Path target, ProjectState now) {
        ProjectStore opened = Relocation.copy(folder, target, now);
        ProjectStore old = store;
        if (old != null) {
            old.close();
        }
        if (untitled) {
            Relocation.delete(folder);
        }
        store = opened;
        folder = target;
        untitled = false;
        refused = false;
    }

    private void onDisk(Consumer<ProjectStore> task) {
        autosave.disk()
                .execute(
                        () -> {
                            ProjectStore open = store;
                            if (open != null) {
                                attempt(() -> task.accept(open));
                            }
                        });
    }

    private void attempt(Runnable writing) {
        try {
            writing.run();
            refused = false;
        } catch (UserFacingException e) {
            refused = true;
            autosave.problem().accept(e.getMessage());
        }
    }

    /** Saves what was edited and lets other windows have the project. */
    @Override
    public void close() {
        endGesture();
        if (sinceCheckpoint > 0) {
            save();
        }
        onDisk(ProjectStore::close);
    }

    // ---- what is open

    /**
     * Takes over the hash of the model that was read; no edit.
     *
     * @return what to tell the user if another model was meant
     */
    public Optional<String> modelFound(String sha256) {
        Optional<String> warning = state.model().warning(sha256);
        state = state.withModel(state.model().withHash(sha256));
        kept = state;
        return warning;
    }

    /** The state in hand. */
    public ProjectState state() {
        return state;
    }

    /** The project's folder; one in the work folder while it is {@link #untitled}. */
    public Path folder() {
        return folder;
    }

    /** Whether the user has given the project no place yet. */
    public boolean untitled() {
        return untitled;
    }

    /** Whether edits are not kept. */
    public boolean readOnly() {
        return store == null;
    }

    /** Whether the disk has been handed all edits and refused none of the last. */
    public boolean saved() {
        return pending == null && !refused && !readOnly();
    }

    /** Sentences to show when the project has been opened. */
    public List<String> warnings() {
        return warnings;
    }

    /** Calls {@code listener} after each change of the state. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
