package org.espalier.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;
import org.espalier.model.LayerId;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads recipes, version 1, from YAML. Whatever is wrong is told with its line, its column and what
 * to write instead.
 */
public final class RecipeReader {
    /** Keys of a recipe. */
    static final List<String> KEYS = List.of("espalier", "steps");

    /** Key of a pruning step. */
    static final String PRUNE = "prune";

    private static final List<String> KINDS = List.of(PRUNE, DropStep.KEY);

    /** Key that switches a step off. */
    static final String ENABLED = "enabled";

    private final MethodCatalog methods;

    /** Reads recipes that use these methods. */
    public RecipeReader(MethodCatalog methods) {
        this.methods = methods;
    }

    /**
     * Reads a recipe by itself.
     *
     * @throws UserFacingException if the text is not a recipe
     */
    public Recipe read(String yaml) {
        return read(yaml, null);
    }

    /**
     * Reads a recipe for a model with these layers: names and globs that fit none are refused too.
     *
     * @throws UserFacingException if the text is not a recipe for that model
     */
    public Recipe readFor(String yaml, Collection<LayerId> layers) {
        return read(yaml, layers);
    }

    /**
     * Where the steps of a recipe begin, in their order; no step need be right.
     *
     * @throws UserFacingException if the text has no list of steps
     */
    public static List<Place> places(String yaml) {
        return items(YamlReader.read(yaml).mapping("A recipe")).stream()
                .map(YamlNode::place)
                .toList();
    }

    private Recipe read(String yaml, @Nullable Collection<LayerId> layers) {
        Mapping root = YamlReader.read(yaml).mapping("A recipe");
        root.allow(KEYS);
        version(root);
        List<RecipeStep> read = new ArrayList<>();
        for (YamlNode item : items(root)) {
            read.add(step(item, layers));
        }
        return new Recipe(List.copyOf(read));
    }

    private static List<YamlNode> items(Mapping root) {
        Entry steps =
                root.find("steps")
                        .orElseThrow(
                                () -> root.place().error("A recipe needs \"steps:\", a list."));
        return steps.value().items("\"steps\"");
    }

    private static void version(Mapping root) {
        Entry entry =
                root.find("espalier")
                        .orElseThrow(
                                () ->
                                        root.place()
                                                .error(
                                                        "A recipe begins with its version,"
                                                                + " \"espalier: 1\"."));
        String text = entry.value().text("\"espalier\"");
        if (!text.equals(String.valueOf(Recipe.VERSION))) {
            throw entry.value()
                    .place()
                    .error(
                            "This recipe is of version %s; this program reads version %d."
                                    .formatted(text, Recipe.VERSION));
        }
    }

    private RecipeStep step(YamlNode item, @Nullable Collection<LayerId> layers) {
        Mapping step = item.mapping("A step");
        step.allow(KINDS);
        if (step.entries().size() != 1) {
            throw step.place()
                    .error(
                            "A step begins with \"prune:\" or \"drop-blocks:\", and has one of"
                                    + " them.");
        }
        Entry entry = step.entries().getFirst();
        Mapping body = entry.value().mapping("\"" + entry.key() + "\"");
        return entry.key().equals(PRUNE)
                ? new StepReader(methods, body, layers).read()
                : new DropReader(body, layers).read();
    }
}
