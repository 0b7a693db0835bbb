package org.espalier.ui.compare;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.io.File;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What is compared with what, and what can be done with it. */
final class CompareBar extends HBox {
    private final CompareViewModel compare;
    private final Texts texts;

    CompareBar(CompareViewModel compare, Texts texts, Runnable present) {
        this.compare = compare;
        this.texts = texts;
        getStyleClass().add("compare-bar");
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label(texts.get("screen.compare"));
        title.getStyleClass().add("section-title");
        Label message = new Label();
        message.setId("compare-message");
        message.getStyleClass().add("caption");
        message.textProperty().bind(compare.message());
        message.setMinWidth(0);
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        Node base =
                chooser(
                        "compare.baseline",
                        compare.baseline(),
                        (name, c) -> c.choose(name, c.candidate().get()));
        Node candidate =
                chooser(
                        "compare.candidate",
                        compare.candidate(),
                        (name, c) -> c.choose(c.baseline().get(), name));
        getChildren()
                .setAll(title, base, candidate, all(), spacer, message, export(), present(present));
    }

    private MenuButton chooser(
            String key, StringProperty chosen, BiConsumer<String, CompareViewModel> choose) {
        MenuButton button = new MenuButton();
        button.setId(key.replace('.', '-'));
        button.textProperty().bind(chosen.map(name -> texts.get(key, name)));
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        button.setMinWidth(120);
        button.setOnShowing(
                e ->
                        button.getItems()
                                .setAll(
                                        compare.names().stream()
                                                .map(name -> item(name, choose))
                                                .toList()));
        return button;
    }

    private MenuItem item(String name, BiConsumer<String, CompareViewModel> choose) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> choose.accept(name, compare));
        return item;
    }

    private Button all() {
        Button button = new Button("", Icons.of(Feather.X, 13));
        button.setId("compare-all");
        button.textProperty()
                .bind(compare.only().map(names -> texts.get("compare.all", names.size())));
        button.setTooltip(new Tooltip(texts.get("compare.all.tooltip")));
        button.setMinWidth(USE_PREF_SIZE);
        button.visibleProperty().bind(compare.only().map(names -> !names.isEmpty()));
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(e -> compare.showAll());
        return button;
    }

    private MenuButton export() {
        MenuItem html = new MenuItem(texts.get("compare.export.html"));
        html.setOnAction(e -> chooseFile());
        MenuItem folder = new MenuItem(texts.get("compare.export.folder"));
        folder.setOnAction(e -> chooseFolder());
        MenuButton button = new MenuButton(texts.get("compare.export"), null, html, folder);
        button.setId("compare-export");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("compare.export.html"));
        chooser.setInitialFileName("report.html");
        chosen(chooser.showSaveDialog(getScene().getWindow()), compare::exportHtml);
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("compare.export.folder"));
        chosen(chooser.showDialog(getScene().getWindow()), compare::export);
    }

    private static void chosen(@Nullable File file, Consumer<Path> use) {
        if (file != null) {
            use.accept(file.toPath());
        }
    }

    private Button present(Runnable action) {
        Button button = new Button(texts.get("compare.present"), Icons.of(Feather.MAXIMIZE, 14));
        button.setId("present");
        button.getStyleClass().add("accent");
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("compare.present.tooltip")));
        button.setOnAction(e -> action.run());
        return button;
    }
}
