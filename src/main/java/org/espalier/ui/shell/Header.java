package org.espalier.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.espalier.report.Numbers;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.action.Actions;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.Theme;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What is open, where it runs, the theme, and the button that runs the schedule or the recipe. */
final class Header extends HBox {
    private final ShellViewModel shell;
    private final Look look;
    private final Actions actions;
    private final Texts texts;

    Header(ShellViewModel shell, Look look, Actions actions, Texts texts) {
        this.shell = shell;
        this.look = look;
        this.actions = actions;
        this.texts = texts;
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(name(), facts(), data(), place());
        getChildren()
                .addAll(
                        icon("undo", Feather.CORNER_UP_LEFT, "menu.edit.undo"),
                        icon("redo", Feather.CORNER_UP_RIGHT, "menu.edit.redo"),
                        device(),
                        theme(),
                        run());
    }

    private Node name() {
        Label label = new Label();
        label.setId("model-name");
        label.getStyleClass().add("model-name");
        label.setMinWidth(USE_PREF_SIZE);
        shell.study()
                .subscribe(
                        study ->
                                label.setText(
                                        study == null ? texts.get("shell.none") : study.name()));
        return label;
    }

    private Node facts() {
        Label chip = chip(new Label());
        shell.study()
                .subscribe(
                        study -> {
                            chip.setText(study == null ? "" : facts(study));
                            chip.setVisible(study != null);
                            chip.setManaged(study != null);
                            chip.setTooltip(
                                    study == null ? null : new Tooltip(study.file().toString()));
                        });
        return chip;
    }

    private String facts(Study study) {
        return texts.get(
                "shell.facts",
                study.network().metadata().opset(),
                Numbers.compact(study.summary().parameters()),
                Numbers.bytes(study.fileBytes()));
    }

    private String data(@Nullable Study study) {
        Study.Data data = study == null ? null : study.data();
        return data == null ? texts.get("shell.data.none") : texts.get("shell.data", data.title());
    }

    private Node data() {
        Button chip = chip(new Button("", Icons.of(Feather.DATABASE, 13)));
        chip.setId("data-chip");
        actions.bind(chip, "menu.file.data");
        shell.study().subscribe(study -> chip.setText(data(study)));
        chip.setTooltip(new Tooltip(texts.get("shell.data.tooltip")));
        return chip;
    }

    /** Takes what room the others leave, and is cut off before they are. */
    private Node place() {
        Label label = new Label();
        label.setId("project-place");
        label.getStyleClass().addAll("muted", "project-place");
        label.textProperty().bind(shell.project().place());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(label.textProperty());
        label.setTooltip(whole);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private Node icon(String id, Feather icon, String action) {
        Button button = new Button("", Icons.of(icon, 15));
        button.setId(id);
        button.getStyleClass().add("icon-button");
        actions.bind(button, action);
        return button;
    }

    private Node device() {
        Label chip = chip(new Label("", Icons.of(Feather.CPU, 13)));
        Tooltip why = new Tooltip();
        chip.setTooltip(why);
        shell.device()
                .facts()
                .subscribe(
                        device -> {
                            chip.setText(device.name());
                            why.setText(device.why());
                            chip.setAccessibleText(device.name() + ". " + device.why());
                        });
        return chip;
    }

    private static <L extends Labeled> L chip(L chip) {
        chip.getStyleClass().add("chip");
        chip.setWrapText(true);
        chip.setMinHeight(USE_PREF_SIZE);
        return chip;
    }

    private Node theme() {
        Button button = new Button();
        button.setId("theme");
        button.getStyleClass().add("icon-button");
        actions.bind(button, "menu.view.theme");
        look.theme()
                .subscribe(
                        theme ->
                                button.setGraphic(
                                        Icons.of(
                                                theme == Theme.LIGHT ? Feather.MOON : Feather.SUN,
                                                15)));
        return button;
    }

    private void nameRun(Button button, boolean recipe) {
        String key = recipe ? "shell.run.recipe" : "menu.run.start";
        String shortcut = actions.action("menu.run.start").shortcut();
        button.setText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip") + " (" + shortcut + ")"));
    }

    private Node run() {
        Button button = new Button(texts.get("menu.run.start"), Icons.of(Feather.PLAY, 14));
        button.setId("run");
        button.getStyleClass().add("accent");
        button.setMinWidth(USE_PREF_SIZE);
        actions.bind(button, "menu.run.start");
        shell.screen().subscribe(screen -> nameRun(button, screen == Screen.RECIPE));
        return button;
    }
}
