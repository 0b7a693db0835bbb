package org.espalier.ui.runs;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.project.NamedRecipe;
import org.espalier.ui.Texts;
import org.espalier.ui.action.Actions;
import org.espalier.ui.table.FilterField;
import org.espalier.ui.theme.EmptyState;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.SideBar;
import org.kordamp.ikonli.feather.Feather;

/** All runs of the project as a table, and the inspector of the selected one. */
public final class RunsView extends StackPane {
    private final RunsViewModel runs;
    private final Actions actions;
    private final Texts texts;
    private final Runnable goToTune;
    private final RunsTable table;
    private final FilterField filter;

    /**
     * A view of these runs.
     *
     * @param actions what can be done with them
     * @param goToTune what the button of the empty state does
     */
    public RunsView(RunsViewModel runs, Actions actions, Texts texts, Runnable goToTune) {
        this.runs = runs;
        this.actions = actions;
        this.texts = texts;
        this.goToTune = goToTune;
        table = new RunsTable(runs, actions, texts);
        filter = new FilterField(runs.rows(), "runs.filter", texts);
        filter.setId("runs-filter");
        getStyleClass().add("screen");
        BooleanBinding none = Bindings.isEmpty(runs.rows().all());
        Node page = page();
        page.visibleProperty().bind(none.not());
        Node empty = empty();
        empty.visibleProperty().bind(none);
        getChildren().setAll(page, empty);
    }

    private Node page() {
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox left = new VBox(top(), filter.problem(), table, foot());
        left.getStyleClass().add("main-column");
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        return new HBox(left, new SideBar(new RunInspector(runs, texts)));
    }

    private HBox top() {
        Label title = new Label(texts.get("screen.runs"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        filter.setMinWidth(120);
        Button compare = new Button(texts.get("runs.compare"), Icons.of(Feather.BAR_CHART_2, 14));
        compare.setMinWidth(USE_PREF_SIZE);
        HBox top =
                new HBox(
                        8,
                        title,
                        filter,
                        space(),
                        bound(compare, "runs-compare", "menu.runs.compare"),
                        icon("runs-rerun", Feather.REPEAT, "menu.runs.rerun"),
                        icon("runs-edit", Feather.EDIT_2, "menu.runs.edit"),
                        onResult(),
                        icon("runs-resume", Feather.ROTATE_CCW, "menu.runs.resume"),
                        icon("runs-folder", Feather.FOLDER, "menu.runs.folder"),
                        icon("runs-delete", Feather.TRASH_2, "menu.runs.delete"),
                        export());
        top.setAlignment(Pos.CENTER_LEFT);
        return top;
    }

    private Button icon(String id, Feather icon, String action) {
        Button button = new Button("", Icons.of(icon, 15));
        button.getStyleClass().add("icon-button");
        button.setMinWidth(USE_PREF_SIZE);
        return bound(button, id, action);
    }

    private <B extends ButtonBase> B bound(B button, String id, String action) {
        button.setId(id);
        actions.bind(button, action);
        return button;
    }

    private MenuButton onResult() {
        MenuButton button = new MenuButton("", Icons.of(Feather.CORNER_DOWN_RIGHT, 15));
        button.setId("runs-on-result");
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(texts.get("menu.runs.onResult.tooltip")));
        button.setAccessibleText(texts.get("menu.runs.onResult"));
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(runs.hasResult().map(can -> !can));
        button.getItems().add(new MenuItem(texts.get("runs.noRecipes")));
        button.setOnShowing(e -> fill(button));
        return button;
    }

    private void fill(MenuButton button) {
        if (!runs.recipes().isEmpty()) {
            button.getItems().setAll(runs.recipes().stream().map(this::item).toList());
        }
    }

    private MenuItem item(NamedRecipe recipe) {
        MenuItem item = new MenuItem(recipe.name());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> runs.runOnResult(recipe));
        return item;
    }

    private Button export() {
        Button export = new Button(texts.get("model.export"), Icons.of(Feather.DOWNLOAD, 13));
        export.setId("runs-export");
        export.setTooltip(new Tooltip(texts.get("runs.export.tooltip")));
        export.setMinWidth(USE_PREF_SIZE);
        export.setOnAction(e -> table.save("runs.csv"));
        return export;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private Node foot() {
        Label summary = new Label();
        summary.textProperty().bind(runs.summary());
        summary.getStyleClass().add("muted");
        Label message = new Label();
        message.setId("runs-message");
        message.textProperty().bind(runs.message());
        message.getStyleClass().add("warning");
        message.setWrapText(true);
        return new HBox(14, summary, message);
    }

    private Node empty() {
        Button button = new Button(texts.get("compare.empty.button"));
        button.setId("runs-to-tune");
        button.setOnAction(e -> goToTune.run());
        return new EmptyState(
                Feather.LIST, texts.get("runs.empty.title"), texts.get("runs.empty.text"), button);
    }
}
