package org.espalier.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.model.LayerId;
import org.espalier.recipe.DropStep.Choice;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads a step that drops blocks.
 *
 * @param model layers that the blocks' names must fit; null if no model is at hand
 */
record DropReader(Mapping body, @Nullable Collection<LayerId> model) {
    static final String COUNT = "count";
    static final String BY = "by";
    static final String INFLUENCE = "influence";
    static final String BLOCKS = "blocks";

    /** Keys of the step. */
    static final List<String> KEYS = List.of(COUNT, BY, BLOCKS, RecipeReader.ENABLED);

    /**
     * Reads the step.
     *
     * @throws UserFacingException if something is wrong, with its place
     */
    DropStep read() {
        body.allow(KEYS);
        return new DropStep(choice(), StepReader.enabled(body));
    }

    private Choice choice() {
        Entry count = body.find(COUNT).orElse(null);
        Entry blocks = body.find(BLOCKS).orElse(null);
        if ((count == null) == (blocks == null)) {
            throw body.place()
                    .error(
                            "A step that drops blocks says how many, such as \"count: 1\", or"
                                + " which, such as \"blocks: [model.layers.3]\", and not both.");
        }
        if (count != null) {
            body.find(BY).ifPresent(DropReader::checkMeasure);
            return new Choice.Influence(count(count));
        }
        body.find(BY)
                .ifPresent(
                        by -> {
                            throw by.place()
                                    .error(
                                            "\"by\" goes with \"count:\". Remove it, or"
                                                    + " \"blocks:\".");
                        });
        return new Choice.Named(names(blocks));
    }

    private static void checkMeasure(Entry by) {
        String text = by.value().text("\"by\"");
        if (!text.equals(INFLUENCE)) {
            throw by.value()
                    .place()
                    .error("Blocks are not chosen by \"%s\". Write influence.".formatted(text));
        }
    }

    private static int count(Entry entry) {
        String text = entry.value().text("\"count\"");
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw entry.value()
                    .place()
                    .error("\"%s\" is no number of blocks. Give 1 or more.".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private List<String> names(@Nullable Entry entry) {
        List<String> names = new ArrayList<>();
        for (YamlNode item :
                entry == null ? List.<YamlNode>of() : entry.value().items("\"blocks\"")) {
            String name = item.text("A block");
            if (model != null && model.stream().noneMatch(id -> id.name().startsWith(name + "."))) {
                throw item.place()
                        .error("No layer of the model lies in a block \"%s\".".formatted(name));
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            throw body.place().error("\"blocks\" names no block. Name one, or give \"count:\".");
        }
        return List.copyOf(names);
    }
}
