package org.espalier.ui.shell;

import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.espalier.model.format.ModelFile;
import org.espalier.project.Settings.DefaultFolders;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Asks the user for a file or a folder, beginning in the user's default folder, or for data beside
 * the open model; nothing follows when the question is left.
 */
final class FileQuestions {
    private static final String ONNX = ".onnx";

    private final Node place;
    private final Texts texts;
    private final ShellViewModel shell;

    /** Asks in front of the window that {@code place} is in. */
    FileQuestions(Node place, Texts texts, ShellViewModel shell) {
        this.place = place;
        this.texts = texts;
        this.shell = shell;
    }

    private DefaultFolders folders() {
        return shell.settings().settings().get().folders();
    }

    /** Where a question for data begins. */
    @Nullable String placeOfData() {
        String chosen = folders().dataFolder();
        Study study = shell.study().get();
        if (chosen != null || study == null) {
            return chosen;
        }
        Path model = study.file().toAbsolutePath();
        Path folder = Files.isDirectory(model) ? model : model.getParent();
        return folder == null ? null : folder.toString();
    }

    /** Asks for a model by a file; the title is the text of {@code key}. */
    void model(String key, Consumer<Path> action) {
        FileChooser chooser = files(key, folders().modelFolder());
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                texts.get("files.models"), ModelFile.patterns()));
        chosen(chooser.showOpenDialog(place.getScene().getWindow()), action);
    }

    /** Asks for a file with data. */
    void data(String key, Consumer<Path> action) {
        FileChooser chooser = files(key, placeOfData());
        chosen(chooser.showOpenDialog(place.getScene().getWindow()), action);
    }

    /** Asks for a folder with data. */
    void dataFolder(String key, Consumer<Path> action) {
        folder(key, placeOfData(), action);
    }

    /** Asks for the folder of a project or of a checkpoint. */
    void project(String key, Consumer<Path> action) {
        folder(key, folders().projectFolder(), action);
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
        FileChooser chooser = files(key, folders().projectFolder());
        chooser.setInitialFileName(name);
        chosen(chooser.showSaveDialog(place.getScene().getWindow()), action);
    }

    /** Asks where to write an ONNX file; its name ends so. */
    void onnx(String key, String name, Consumer<Path> action) {
        FileChooser chooser = files(key, folders().modelFolder());
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
