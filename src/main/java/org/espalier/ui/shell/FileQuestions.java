package org.espalier.ui.shell;

import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.espalier.model.format.ModelFile;
import org.espalier.project.Settings.DefaultFolders;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the user for a file or a folder, beginning in the user's default folder; nothing follows
 * when the question is left.
 */
final class FileQuestions {
    private static final String ONNX = ".onnx";

    private final Node place;
    private final Texts texts;
    private final Supplier<DefaultFolders> folders;

    /** Asks in front of the window that {@code place} is in. */
    FileQuestions(Node place, Texts texts, Supplier<DefaultFolders> folders) {
        this.place = place;
        this.texts = texts;
        this.folders = folders;
    }

    /** Asks for a model by a file; the title is the text of {@code key}. */
    void model(String key, Consumer<Path> action) {
        FileChooser chooser = files(key, folders.get().modelFolder());
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                texts.get("files.models"), ModelFile.patterns()));
        chosen(chooser.showOpenDialog(place.getScene().getWindow()), action);
    }

    /** Asks for a file with data. */
    void data(String key, Consumer<Path> action) {
        FileChooser chooser = files(key, folders.get().dataFolder());
        chosen(chooser.showOpenDialog(place.getScene().getWindow()), action);
    }

    /** Asks for a folder with data. */
    void dataFolder(String key, Consumer<Path> action) {
        folder(key, folders.get().dataFolder(), action);
    }

    /** Asks for the folder of a project or of a checkpoint. */
    void project(String key, Consumer<Path> action) {
        folder(key, folders.get().projectFolder(), action);
    }

    /** Asks for a folder, beginning in one that need not exist. */
    void folder(String key, @Nullable String first, Consumer<Path> action) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get(key));
        chooser.setInitialDirectory(existing(first));
        chosen(chooser.showDialog(place.getScene().getWindow()), action);
    }

    /** Asks where to write a project. */
    void place(String key, String name, Consumer<Path> action) {
        FileChooser chooser = files(key, folders.get().projectFolder());
        chooser.setInitialFileName(name);
        chosen(chooser.showSaveDialog(place.getScene().getWindow()), action);
    }

    /** Asks where to write an ONNX file; its name ends so. */
    void onnx(String key, String name, Consumer<Path> action) {
        FileChooser chooser = files(key, folders.get().modelFolder());
        chooser.setInitialFileName(name + ONNX);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("files.onnx"), "*" + ONNX));
        chosen(
                chooser.showSaveDialog(place.getScene().getWindow()),
                path ->
                        action.accept(
                                path.toString().endsWith(ONNX) ? path : Path.of(path + ONNX)));
    }

    private FileChooser files(String key, @Nullable String first) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(key));
        chooser.setInitialDirectory(existing(first));
        return chooser;
    }

    /** A chooser refuses to open in a folder that is gone. */
    static @Nullable File existing(@Nullable String folder) {
        File file = folder == null ? null : new File(folder);
        return file != null && file.isDirectory() ? file : null;
    }

    private static void chosen(@Nullable File file, Consumer<Path> action) {
        if (file != null) {
            action.accept(file.toPath());
        }
    }
}
