package org.espalier.ui.recipe;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.Tooltip;
import javafx.stage.FileChooser;

import org.espalier.project.NamedRecipe;
import org.espalier.project.Recipes;
import org.espalier.recipe.Recipe;
import org.espalier.ui.Texts;

import java.io.File;
import java.util.List;

/** The recipe in hand, and what can be done with the recipes of a project. */
final class RecipeMenu extends MenuButton {
    private final RecipeViewModel recipe;
    private final Texts texts;
    private final Runnable gallery;

    /** {@code gallery} shows the recipes to begin with. */
    RecipeMenu(RecipeViewModel recipe, Runnable gallery, Texts texts) {
        this.recipe = recipe;
        this.gallery = gallery;
        this.texts = texts;
        setId("recipes");
        setTooltip(new Tooltip(texts.get("recipe.menu.tooltip")));
        recipe.recipes().subscribe(this::fill);
    }

    private void fill(Recipes recipes) {
        String current = recipes.current();
        setText(current == null ? texts.get("recipe.none") : current);
        setAccessibleText(texts.get("recipe.menu.tooltip") + " " + getText());
        getItems().clear();
        for (NamedRecipe one : recipes.all()) {
            RadioMenuItem item = new RadioMenuItem(one.name());
            item.setMnemonicParsing(false);
            item.setSelected(one.name().equals(current));
            item.setOnAction(e -> recipe.act(mine -> mine.choose(one.name())));
            getItems().add(item);
        }
        if (!recipes.all().isEmpty()) {
            getItems().add(new SeparatorMenuItem());
        }
        getItems().addAll(items(current == null));
    }

    private List<MenuItem> items(boolean none) {
        List<MenuItem> ofOne =
                List.of(
                        item("rename", this::rename),
                        item("duplicate", () -> recipe.act(RecipeLibrary::duplicate)),
                        item("delete", () -> recipe.act(RecipeLibrary::delete)),
                        item("export", this::exportTo));
        ofOne.forEach(item -> item.setDisable(none));
        return List.of(
                item("new", () -> recipe.add(texts.get("recipe.fresh"), fresh())),
                item("starter", gallery),
                item("import", this::importFrom),
                new SeparatorMenuItem(),
                ofOne.get(0),
                ofOne.get(1),
                ofOne.get(2),
                ofOne.get(3));
    }

    private static String fresh() {
        return new Recipe(List.of()).toYaml();
    }

    private MenuItem item(String action, Runnable does) {
        MenuItem item = new MenuItem(texts.get("recipe.menu." + action));
        item.setId("recipe-" + action);
        item.setOnAction(e -> does.run());
        return item;
    }

    private void rename() {
        TextInputDialog dialog = new TextInputDialog(getText());
        dialog.initOwner(getScene().getWindow());
        dialog.setTitle(texts.get("recipe.menu.rename"));
        dialog.setHeaderText(texts.get("recipe.rename.header"));
        dialog.showAndWait()
                .map(String::strip)
                .ifPresent(name -> recipe.act(mine -> mine.rename(name)));
    }

    private void importFrom() {
        File file = chooser("recipe.menu.import").showOpenDialog(getScene().getWindow());
        if (file != null) {
            recipe.files().importFrom(file.toPath());
        }
    }

    private void exportTo() {
        FileChooser chooser = chooser("recipe.menu.export");
        chooser.setInitialFileName(getText() + ".yaml");
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            recipe.files().exportTo(file.toPath());
        }
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(title));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("recipe.files"), "*.yaml", "*.yml"));
        return chooser;
    }
}
