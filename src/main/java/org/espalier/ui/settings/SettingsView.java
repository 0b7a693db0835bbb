package org.espalier.ui.settings;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.project.Settings;
import org.espalier.ui.Texts;
import org.espalier.ui.action.Actions;
import org.espalier.ui.form.FormView;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** The Settings screen: what holds for this user, whatever the project. */
public final class SettingsView extends ScrollPane {
    private final SettingsViewModel settings;
    private final FolderQuestion ask;
    private final Texts texts;

    /** Asks for a folder. */
    @FunctionalInterface
    public interface FolderQuestion {
        /** Asks, beginning in the folder that is set. */
        void ask(FolderSetting folder);
    }

    /** A view of the settings and of the device that they lead to. */
    public SettingsView(
            SettingsViewModel settings,
            DeviceViewModel device,
            Actions actions,
            FolderQuestion ask,
            Texts texts) {
        this.settings = settings;
        this.ask = ask;
        this.texts = texts;
        VBox left = new VBox(14, appearance(), folders(), beginning(actions));
        VBox right = new VBox(14, computing(device));
        left.getStyleClass().add("settings-column");
        right.getStyleClass().add("settings-column");
        FlowPane columns = new FlowPane(14, 14, left, right);
        VBox page = new VBox(14, heading(), columns);
        page.getStyleClass().addAll("screen", "main-column");
        setContent(page);
        setFitToWidth(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("settings");
    }

    private Node heading() {
        Label title = new Label(texts.get("screen.settings"));
        title.getStyleClass().add("settings-title");
        Label place = caption(texts.get("settings.place", settings.place()));
        return new VBox(2, title, place);
    }

    private Node appearance() {
        return card("settings.appearance", new FormView(settings.appearance(), texts));
    }

    private Node computing(DeviceViewModel device) {
        StackPane form = new StackPane();
        settings.computing().subscribe(now -> form.getChildren().setAll(new FormView(now, texts)));
        Label name = new Label("", Icons.of(Feather.CPU, 14));
        name.setId("settings-device");
        name.getStyleClass().add("card-title");
        name.setWrapText(true);
        name.textProperty().bind(device.facts().map(facts -> facts.name()));
        Label why = caption("");
        why.setId("settings-device-why");
        why.textProperty().bind(device.facts().map(facts -> facts.why()));
        VBox found = new VBox(4, caption(texts.get("settings.found")), name, why);
        found.getStyleClass().add("settings-found");
        return card("settings.computing", form, found);
    }

    private Node folders() {
        Node[] rows = settings.folders().stream().map(this::folder).toArray(Node[]::new);
        return card("settings.folders", rows);
    }

    private Node folder(FolderSetting folder) {
        Label name = new Label(texts.get(folder.key()));
        name.getStyleClass().add("form-name");
        TextField field = new TextField();
        field.setId(id(folder));
        field.setAccessibleText(texts.get(folder.key()));
        field.setPromptText(texts.get(folder.key() + ".prompt"));
        field.textProperty().bindBidirectional(folder.text());
        field.setOnAction(e -> folder.commit());
        field.focusedProperty()
                .subscribe(
                        (before, now) -> {
                            if (!now) {
                                folder.commit();
                            }
                        });
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = new Button(texts.get("settings.folder.choose"));
        choose.setOnAction(e -> ask.ask(folder));
        choose.setMinWidth(USE_PREF_SIZE);
        Button clear = new Button("", Icons.of(Feather.X, 14));
        clear.getStyleClass().add("icon-button");
        clear.setTooltip(new Tooltip(texts.get("settings.folder.clear")));
        clear.setAccessibleText(texts.get("settings.folder.clear"));
        clear.setOnAction(e -> folder.clear());
        clear.disableProperty().bind(folder.text().isEmpty());
        HBox line = new HBox(8, name, field, choose, clear);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(4, line, caption(texts.get(folder.key() + ".help")), error(folder));
    }

    private static String id(FolderSetting folder) {
        return folder.key().replace('.', '-');
    }

    private static Node error(FolderSetting folder) {
        Label error = new Label();
        error.setId(id(folder) + "-error");
        error.getStyleClass().add("form-error");
        error.setWrapText(true);
        error.textProperty().bind(folder.error());
        error.visibleProperty().bind(folder.error().isNotEmpty());
        error.managedProperty().bind(folder.error().isNotEmpty());
        return error;
    }

    private Node beginning(Actions actions) {
        Button tour = new Button(texts.get("settings.tour"));
        tour.setId("settings-tour");
        actions.bind(tour, "menu.help.tour");
        Button clear = new Button(texts.get("settings.recent.clear"));
        clear.setId("settings-recent");
        clear.setOnAction(e -> settings.change(Settings::withoutRecent));
        clear.disableProperty().bind(settings.settings().map(now -> now.recent().isEmpty()));
        Label recent = caption("");
        recent.textProperty()
                .bind(
                        settings.settings()
                                .map(now -> texts.get("settings.recent", now.recent().size())));
        return card(
                "settings.beginning",
                new HBox(
                        24,
                        new VBox(4, tour, caption(texts.get("settings.tour.help"))),
                        new VBox(4, clear, recent)));
    }

    private Node card(String title, Node... content) {
        Label label = new Label(texts.get(title));
        label.getStyleClass().add("section-title");
        VBox card = new VBox(12, label);
        card.getChildren().addAll(content);
        card.getStyleClass().addAll("card", "settings-card");
        return card;
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("caption");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
