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
        getMenus().setAll(file(), view(), run(), help());
    }

    private Menu file() {
        Menu menu = new Menu(texts.get("menu.file"));
        MenuItem open = item("menu.file.open", "Shortcut+O", e -> chooseModel());
        MenuItem project = item("menu.file.project", "Shortcut+Shift+O", e -> chooseProject());
        MenuItem data = item("menu.file.data", "Shortcut+D", e -> chooseDataFile());
        MenuItem folder = item("menu.file.dataFolder", "Shortcut+Shift+D", e -> chooseDataFolder());
        data.disableProperty().bind(shell.study().isNull());
        folder.disableProperty().bind(shell.study().isNull());
        MenuItem quit = item("menu.file.quit", "Shortcut+Q", e -> getScene().getWindow().hide());
        menu.getItems().setAll(open, project, data, folder, new SeparatorMenuItem(), quit);
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

    private void chooseModel() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("menu.file.open"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("files.onnx"), "*.onnx"));
        chosen(chooser.showOpenDialog(getScene().getWindow()), shell::open);
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
