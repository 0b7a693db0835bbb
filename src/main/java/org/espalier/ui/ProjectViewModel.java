package org.espalier.ui;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.espalier.project.Document;
import org.espalier.project.Edit;
import org.espalier.project.ProjectState;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** The open project for the screens: they show its state and change it by edits. */
public final class ProjectViewModel {
    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable ProjectState> state =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper undoName;
    private final ReadOnlyStringWrapper redoName;
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper saved = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper("");
    private @Nullable Document document;

    /** Names of edits come from {@code texts}. */
    public ProjectViewModel(Texts texts) {
        this.texts = texts;
        undoName = new ReadOnlyStringWrapper(texts.get("menu.edit.undo"));
        redoName = new ReadOnlyStringWrapper(texts.get("menu.edit.redo"));
    }

    /** Goes over to another project; the one that was open is saved and closed. */
    public void open(Document opened) {
        close();
        document = opened;
        opened.listen(this::follow);
        follow();
    }

    /** Saves and closes the project; what it said last stays shown. */
    public void close() {
        Document open = document;
        document = null;
        if (open != null) {
            open.close();
        }
    }

    /** Makes an edit; without an open project nothing happens. */
    public void edit(Edit edit) {
        document().ifPresent(open -> open.edit(edit));
    }

    /** Makes an edit that is part of a gesture; edits with an equal one are undone together. */
    public void edit(Edit edit, Object gesture) {
        document().ifPresent(open -> open.edit(edit, gesture));
    }

    /** Ends the gesture. */
    public void endGesture() {
        document().ifPresent(Document::endGesture);
        follow();
    }

    /** Keeps an edit in hand on the disk without ending its gesture. */
    public void keep() {
        document().ifPresent(Document::keep);
        follow();
    }

    /** Undoes the last edit. */
    public void undo() {
        document().ifPresent(Document::undo);
    }

    /** Does again what was undone. */
    public void redo() {
        document().ifPresent(Document::redo);
    }

    /** Writes the project's file. */
    public void save() {
        document().ifPresent(Document::save);
        follow();
    }

    /** Shows what the document says now. */
    public void follow() {
        Document open = document;
        if (open == null) {
            return;
        }
        undoName.set(named("menu.edit.undo", open.undoName()));
        redoName.set(named("menu.edit.redo", open.redoName()));
        canUndo.set(open.undoName().isPresent());
        canRedo.set(open.redoName().isPresent());
        saved.set(open.saved());
        place.set(place(open));
        state.set(open.state());
    }

    private String named(String key, Optional<String> edit) {
        return edit.map(name -> texts.get(key) + " " + texts.get(name)).orElse(texts.get(key));
    }

    private String place(Document open) {
        String name = String.valueOf(open.folder().getFileName());
        if (open.readOnly()) {
            return texts.get("project.readOnly", name);
        }
        return open.untitled() ? texts.get("project.untitled") : name;
    }

    /** The open project; empty before one is open. */
    public Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    /** What the project says; null before one is open. */
    public ReadOnlyObjectProperty<@Nullable ProjectState> state() {
        return state.getReadOnlyProperty();
    }

    /** What undoing would undo, such as {@code Undo lock}. */
    public ReadOnlyStringProperty undoName() {
        return undoName.getReadOnlyProperty();
    }

    /** What would be done again, such as {@code Redo lock}. */
    public ReadOnlyStringProperty redoName() {
        return redoName.getReadOnlyProperty();
    }

    /** Whether there is something to undo. */
    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    /** Whether there is something to do again. */
    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /** Whether the disk was handed all edits and refused none of the last. */
    public ReadOnlyBooleanProperty saved() {
        return saved.getReadOnlyProperty();
    }

    /** Where the project is, in words; empty before one is open. */
    public ReadOnlyStringProperty place() {
        return place.getReadOnlyProperty();
    }
}
