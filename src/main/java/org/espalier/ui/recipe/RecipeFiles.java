package org.espalier.ui.recipe;

import org.espalier.project.NamedRecipe;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Brings recipes in from files and out into files, away from the screen's thread. */
final class RecipeFiles {
    private final RecipeViewModel recipe;
    private final Background.Latest<NamedRecipe> importing;
    private final Background.Latest<Path> exporting;

    /** {@code message} takes what the user should know. */
    RecipeFiles(
            RecipeViewModel recipe, Background background, Texts texts, Consumer<String> message) {
        this.recipe = recipe;
        importing = background.latest(read -> recipe.add(read.name(), read.yaml()), message);
        exporting =
                background.latest(
                        file -> message.accept(texts.get("recipe.exported", file)), message);
    }

    /** Adds the recipe of a file, named after it. */
    void importFrom(Path file) {
        importing.submit(() -> RecipeLibrary.read(file));
    }

    /** Writes the recipe in hand into a file. */
    void exportTo(Path file) {
        String yaml = recipe.text().get();
        exporting.submit(
                () -> {
                    RecipeLibrary.write(file, yaml);
                    return file;
                });
    }
}
