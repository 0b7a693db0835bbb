package org.espalier.ui.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.project.Document;
import org.espalier.project.Edit.SetRecipes;
import org.espalier.project.Edit.SetRecipes.Reason;
import org.espalier.project.NamedRecipe;
import org.espalier.project.Recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recipes of a project: each change is an edit of its document. */
record RecipeLibrary(Document document) {
    /** No recipe is near this large. */
    private static final long MOST_BYTES = 1 << 20;

    Recipes recipes() {
        return document.state().recipes();
    }

    /** The text of the recipe in hand; empty if there is none. */
    String text() {
        return recipes().inHand().map(NamedRecipe::yaml).orElse("");
    }

    /** Adds a recipe under a name that is free, and takes it in hand. */
    void add(String name, String yaml) {
        Recipes now = recipes();
        edit(now.add(new NamedRecipe(now.freeName(name), yaml)), Reason.ADD);
    }

    /** Sets the text of the recipe in hand; makes one if there is none. */
    void write(String yaml, String freshName) {
        String name = recipes().current();
        if (name == null) {
            add(freshName, yaml);
        } else {
            edit(recipes().write(name, yaml), Reason.WRITE);
        }
    }

    /** Sets the text as part of a gesture. */
    void type(String yaml, String freshName, Object gesture) {
        String name = recipes().current();
        if (name == null) {
            add(freshName, yaml);
        } else {
            document.edit(new SetRecipes(recipes().write(name, yaml), Reason.WRITE), gesture);
        }
    }

    /**
     * Renames the recipe in hand.
     *
     * @throws UserFacingException if the name is blank or taken
     */
    void rename(String to) {
        String name = recipes().current();
        if (name != null && !name.equals(to)) {
            edit(recipes().rename(name, to), Reason.RENAME);
        }
    }

    /** Adds a copy of the recipe in hand. */
    void duplicate() {
        recipes().inHand().ifPresent(recipe -> add(recipe.name(), recipe.yaml()));
    }

    /** Removes the recipe in hand. */
    void delete() {
        String name = recipes().current();
        if (name != null) {
            edit(recipes().remove(name), Reason.REMOVE);
        }
    }

    /** Takes another recipe in hand. */
    void choose(String name) {
        edit(recipes().choose(name), Reason.CHOOSE);
    }

    private void edit(Recipes recipes, Reason reason) {
        document.edit(new SetRecipes(recipes, reason));
    }

    /**
     * Reads a file with a recipe, whole or not.
     *
     * @throws UserFacingException if it cannot be read
     */
    static NamedRecipe read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw UserFacingException.badInput(
                        "%s has more than 1 MiB: that is no recipe. Choose a .yaml file."
                                .formatted(file));
            }
            String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            return new NamedRecipe(name, Files.readString(file));
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "%s cannot be read as text (%s). Choose a .yaml file with a recipe."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * Writes a recipe into a file.
     *
     * @throws UserFacingException if that is not possible
     */
    static void write(Path file, String yaml) {
        WholeFile.writeString(file, yaml);
    }
}
