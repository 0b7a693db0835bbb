package org.espalier.ui.shell;

import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.scene.control.Alert;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The menu bar: every action with its shortcut. */
final class MainMenu extends MenuBar {
    private final ShellViewModel shell;
    private final Look look;
    private final Texts texts;

    MainMenu(ShellViewModel shell, Look look, Texts texts) {
        this.shell = shell;
        this.look = look;
        this.texts = texts;
        getMenus().setAll(file(), edit(), view(), run(), help());
    }

    private Menu file() {
        Menu menu = new Menu(texts.get("menu.file"));
        MenuItem open =
                item(
                        "menu.file.open",
                        "Shortcut+O",
                        e -> chooseModel("menu.file.open", shell::open));
        MenuItem project = item("menu.file.project", "Shortcut+Shift+O", e -> chooseProject());
        MenuItem data = item("menu.file.data", "Shortcut+D", e -> chooseDataFile());
        MenuItem folder = item("menu.file.dataFolder", "Shortcut+Shift+D", e -> chooseDataFolder());
        data.disableProperty().bind(shell.study().isNull());
        folder.disableProperty().bind(shell.study().isNull());
        MenuItem quit = item("menu.file.quit", "Shortcut+Q", e -> getScene().getWindow().hide());
        menu.getItems()
                .setAll(
                        item("menu.file.new", "Shortcut+N", e -> chooseNew()),
                        open,
                        project,
                        recent(),
                        new SeparatorMenuItem());
        menu.getItems().addAll(save("menu.file.save", "Shortcut+S", e -> save()));
        menu.getItems().addAll(save("menu.file.saveAs", "Shortcut+Shift+S", e -> chooseFolder()));
        menu.getItems().addAll(new SeparatorMenuItem(), data, folder);
        menu.getItems().addAll(new SeparatorMenuItem(), quit);
        return menu;
    }

    private MenuItem save(String key, String shortcut, EventHandler<ActionEvent> action) {
        MenuItem item = item(key, shortcut, action);
        item.disableProperty().bind(shell.study().isNull());
        return item;
    }

    private Menu recent() {
        Menu menu = new Menu(texts.get("menu.file.recent"));
        menu.setId("menu.file.recent");
        shell.settings()
                .settings()
                .subscribe(
                        now -> {
                            menu.getItems()
                                    .setAll(now.recent().stream().map(this::recent).toList());
                            menu.setDisable(now.recent().isEmpty());
                        });
        return menu;
    }

    private MenuItem recent(String path) {
        MenuItem item = new MenuItem(path);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> shell.open(Path.of(path)));
        return item;
    }

    private Menu edit() {
        ProjectViewModel project = shell.project();
        Menu menu = new Menu(texts.get("menu.edit"));
        MenuItem undo = item("menu.edit.undo", "Shortcut+Z", e -> project.undo());
        undo.textProperty().bind(project.undoName());
        undo.disableProperty().bind(project.canUndo().not());
        MenuItem redo = item("menu.edit.redo", "Shortcut+Shift+Z", e -> project.redo());
        redo.textProperty().bind(project.redoName());
        redo.disableProperty().bind(project.canRedo().not());
        menu.getItems().setAll(undo, redo);
        return menu;
    }

    private Menu view() {
        Menu menu = new Menu(texts.get("menu.view"));
        for (Screen screen : Screen.values()) {
            String shortcut = "Shortcut+" + (screen.ordinal() + 1);
            menu.getItems().add(item(screen.key(), shortcut, e -> shell.screen().set(screen)));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(item("menu.view.jobs", "Shortcut+J", e -> toggleJobs()));
        menu.getItems().add(item("menu.view.theme", "Shortcut+T", e -> look.toggle()));
        return menu;
    }

    private void toggleJobs() {
        shell.jobs().listed().set(!shell.jobs().listed().get());
    }

    private Menu run() {
        Menu menu = new Menu(texts.get("menu.run"));
        MenuItem start = item("menu.run.start", "Shortcut+R", e -> shell.run());
        start.disableProperty().bind(shell.study().isNull());
        MenuItem pause = item("menu.run.pause", "Shortcut+P", e -> shell.jobs().togglePause());
        pause.disableProperty().bind(shell.jobs().running().not());
        MenuItem cancel = item("menu.run.cancel", "Shortcut+Period", e -> shell.jobs().cancel());
        cancel.disableProperty().bind(shell.jobs().running().not());
        menu.getItems().setAll(start, pause, cancel);
        return menu;
    }

    private Menu help() {
        Menu menu = new Menu(texts.get("menu.help"));
        menu.getItems()
                .setAll(
                        item("menu.help.keys", "F1", e -> tell("help.keys")),
                        item("menu.help.about", "Shortcut+F1", e -> tell("help.about")));
        return menu;
    }

    private MenuItem item(String key, String shortcut, EventHandler<ActionEvent> action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(key);
        item.setAccelerator(KeyCombination.valueOf(shortcut));
        item.setOnAction(action);
        return item;
    }

    private void chooseModel(String title, Consumer<Path> action) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(title));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("files.onnx"), "*.onnx"));
        chosen(chooser.showOpenDialog(getScene().getWindow()), action);
    }

    private void chooseNew() {
        chooseModel("menu.file.new", shell::begin);
    }

    private void save() {
        if (!shell.save()) {
            chooseFolder();
        }
    }

    private void chooseFolder() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("menu.file.saveAs"));
        Study study = shell.study().get();
        chooser.setInitialFileName(study == null ? "" : study.name());
        chosen(chooser.showSaveDialog(getScene().getWindow()), shell::saveAs);
    }

    private void chooseProject() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("menu.file.project"));
        chosen(chooser.showDialog(getScene().getWindow()), shell::open);
    }

    private void chooseDataFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("menu.file.data"));
        chosen(chooser.showOpenDialog(getScene().getWindow()), shell::openData);
    }

    private void chooseDataFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("menu.file.dataFolder"));
        chosen(chooser.showDialog(getScene().getWindow()), shell::openData);
    }

    private static void chosen(@Nullable File file, Consumer<Path> action) {
        if (file != null) {
            action.accept(file.toPath());
        }
    }

    private void tell(String key) {
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.initOwner(getScene().getWindow());
        alert.setTitle(texts.get(key + ".title"));
        alert.setHeaderText(texts.get(key + ".title"));
        alert.setContentText(texts.get(key));
        look.theme().get().dress(alert.getDialogPane().getScene());
        alert.show();
    }
}
