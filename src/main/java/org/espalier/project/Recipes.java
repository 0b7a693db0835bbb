package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The recipes of a project in the user's order, and the one in hand. Immutable: each change gives
 * another value.
 *
 * @param all no name twice
 * @param current name of the one in hand; null if there is none
 */
public record Recipes(List<NamedRecipe> all, @Nullable String current) {
    /** No recipes. */
    public static final Recipes NONE = new Recipes(List.of(), null);

    /**
     * Checks the names.
     *
     * @throws UserFacingException if a name is there twice, or the one in hand is not there
     */
    public Recipes {
        all = List.copyOf(all);
        List<String> names = all.stream().map(NamedRecipe::name).toList();
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw UserFacingException.badInput(
                        "There is a recipe \"%s\" already. Choose another name.".formatted(name));
            }
        }
        if (current != null && !names.contains(current)) {
            throw unknown(current);
        }
    }

    /** The recipe of a name. */
    public Optional<NamedRecipe> find(String name) {
        return all.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
    }

    /** The recipe in hand. */
    public Optional<NamedRecipe> inHand() {
        return current == null ? Optional.empty() : find(current);
    }

    /** With one more at the end, which is then in hand. */
    public Recipes add(NamedRecipe recipe) {
        return changed(list -> list.add(recipe), recipe.name());
    }

    /** Without one; if it was in hand, its neighbour is. */
    public Recipes remove(String name) {
        int index = index(name);
        List<NamedRecipe> rest = new ArrayList<>(all);
        rest.remove(index);
        if (!name.equals(current)) {
            return new Recipes(rest, current);
        }
        return new Recipes(
                rest, rest.isEmpty() ? null : rest.get(Math.min(index, rest.size() - 1)).name());
    }

    /** With another text in one. */
    public Recipes write(String name, String yaml) {
        int index = index(name);
        return changed(list -> list.set(index, new NamedRecipe(name, yaml)), current);
    }

    /** With another name for one. */
    public Recipes rename(String from, String to) {
        int index = index(from);
        NamedRecipe renamed = new NamedRecipe(to, all.get(index).yaml());
        return changed(list -> list.set(index, renamed), from.equals(current) ? to : current);
    }

    /** With one moved to a place, the nearest there is. */
    public Recipes move(String name, int to) {
        int from = index(name);
        int place = Math.clamp(to, 0, all.size() - 1);
        return changed(list -> list.add(place, list.remove(from)), current);
    }

    /** With another one in hand. */
    public Recipes choose(String name) {
        return new Recipes(all, name);
    }

    /** A name that is not taken: this one, or with a number behind it. */
    public String freeName(String wanted) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? wanted : wanted + " " + i)
                .filter(name -> find(name).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Recipes changed(Consumer<List<NamedRecipe>> change, @Nullable String inHand) {
        List<NamedRecipe> list = new ArrayList<>(all);
        change.accept(list);
        return new Recipes(list, inHand);
    }

    private int index(String name) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static UserFacingException unknown(String name) {
        return UserFacingException.badInput(
                "There is no recipe \"%s\" in this project. Choose one that is listed."
                        .formatted(name));
    }
}
