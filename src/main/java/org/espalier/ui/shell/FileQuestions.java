package org.espalier.ui.shell;

import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Asks the user for a file or a folder; nothing follows when the question is left. */
final class FileQuestions {
    private final Node place;
    private final Texts texts;

    /** Asks in front of the window that {@code place} is in. */
    FileQuestions(Node place, Texts texts) {
        this.place = place;
        this.texts = texts;
    }

    /** Asks for an ONNX file; the title is the text of {@code key}. */
    void model(String key, Consumer<Path> action) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(key));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("files.onnx"), "*.onnx"));
        chosen(chooser.showOpenDialog(place.getScene().getWindow()), action);
    }

    /** Asks for any file. */
    void file(String key, Consumer<Path> action) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(key));
        chosen(chooser.showOpenDialog(place.getScene().getWindow()), action);
    }

    /** Asks for a folder. */
    void folder(String key, Consumer<Path> action) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get(key));
        chosen(chooser.showDialog(place.getScene().getWindow()), action);
    }

    /** Asks where to write something. */
    void place(String key, String name, Consumer<Path> action) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(key));
        chooser.setInitialFileName(name);
        chosen(chooser.showSaveDialog(place.getScene().getWindow()), action);
    }

    private static void chosen(@Nullable File file, Consumer<Path> action) {
        if (file != null) {
            action.accept(file.toPath());
        }
    }
}
