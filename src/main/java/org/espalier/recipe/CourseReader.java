package org.espalier.recipe;

import org.espalier.model.BlockChoice;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;

import java.util.List;

/** Reads the course of a step. */
record CourseReader(Mapping body) {
    static final String SCHEDULE = "schedule";
    static final String BLOCKS = "blocks";
    static final String AUTOMATIC = "auto";
    static final String WHOLE = "none";

    Course read() {
        return new Course(blocks(), spread());
    }

    private TargetSpread spread() {
        Entry entry = body.find(SCHEDULE).orElse(null);
        if (entry == null) {
            return TargetSpread.UNIFORM;
        }
        String text = entry.value().text("\"schedule\"");
        for (TargetSpread spread : TargetSpread.values()) {
            if (spread.key().equals(text)) {
                return spread;
            }
        }
        throw entry.value()
                .place()
                .error("\"%s\" is no schedule. Write uniform or owl.".formatted(text));
    }

    private BlockChoice blocks() {
        Entry entry = body.find(BLOCKS).orElse(null);
        if (entry == null) {
            return new BlockChoice.Automatic();
        }
        if (entry.value() instanceof YamlNode.Sequence names && !names.items().isEmpty()) {
            return new BlockChoice.Named(
                    names.items().stream().map(item -> item.text("A block")).toList());
        }
        return switch (entry.value().text("\"blocks\"")) {
            case AUTOMATIC -> new BlockChoice.Automatic();
            case WHOLE -> new BlockChoice.Whole();
            case String name -> new BlockChoice.Named(List.of(name));
        };
    }
}
