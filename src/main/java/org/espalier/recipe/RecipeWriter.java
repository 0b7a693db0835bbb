package org.espalier.recipe;

import org.espalier.compress.ParamsSchema;
import org.espalier.compress.Target;
import org.espalier.model.BlockChoice;

import java.util.List;
import java.util.Map;

/** Writes recipes as YAML in the order in which people read them. */
final class RecipeWriter {
    private static final String INDENT = "      ";

    private RecipeWriter() {}

    static String write(Recipe recipe) {
        StringBuilder out = new StringBuilder("espalier: " + Recipe.VERSION + "\nsteps:");
        if (recipe.steps().isEmpty()) {
            out.append(" []");
        }
        out.append('\n');
        recipe.steps().forEach(step -> out.append(step.toYaml()));
        return out.toString();
    }

    static String write(PruneStep step) {
        StringBuilder out = new StringBuilder();
        begin(RecipeReader.PRUNE, step, out);
        line("method", YamlText.scalar(step.method()), out);
        if (step.target() != null) {
            String key =
                    switch (step.target()) {
                        case Target.Sparsity s -> "sparsity";
                        case Target.NM nm -> "pattern";
                    };
            line(key, spelled(step.target()), out);
        }
        Map<String, String> params = ParamsSchema.written(step.params());
        params.forEach((name, value) -> line(name, YamlText.scalar(value), out));
        if (!step.exclude().isEmpty()) {
            List<String> spellings = step.exclude().stream().map(LayerSelector::spelling).toList();
            line("exclude", YamlText.list(spellings), out);
        }
        course(step.course(), out);
        if (!step.layers().isEmpty()) {
            out.append(INDENT).append("layers:\n");
            step.layers().forEach(rule -> rule(rule, out));
        }
        return out.toString();
    }

    static String write(DropStep step) {
        StringBuilder out = new StringBuilder();
        begin(DropStep.KEY, step, out);
        switch (step.choice()) {
            case DropStep.Choice.Influence influence -> {
                line(DropReader.COUNT, Integer.toString(influence.count()), out);
                line(DropReader.BY, DropReader.INFLUENCE, out);
            }
            case DropStep.Choice.Named named ->
                    line(DropReader.BLOCKS, YamlText.list(named.names()), out);
        }
        return out.toString();
    }

    private static void begin(String key, RecipeStep step, StringBuilder out) {
        out.append("  - ").append(key).append(":\n");
        if (!step.enabled()) {
            line(RecipeReader.ENABLED, "false", out);
        }
    }

    private static void course(Course course, StringBuilder out) {
        if (course.spread() != TargetSpread.UNIFORM) {
            line(CourseReader.SCHEDULE, course.spread().key(), out);
        }
        switch (course.blocks()) {
            case BlockChoice.Automatic automatic -> {}
            case BlockChoice.Whole whole -> line(CourseReader.BLOCKS, CourseReader.WHOLE, out);
            case BlockChoice.Named named ->
                    line(CourseReader.BLOCKS, YamlText.list(named.names()), out);
        }
    }

    private static void rule(PruneStep.Rule rule, StringBuilder out) {
        out.append("  ");
        line(YamlText.scalar(rule.selector().spelling()), spelled(rule.target()), out);
    }

    private static void line(String key, String value, StringBuilder out) {
        out.append(INDENT).append(key).append(": ").append(value).append('\n');
    }

    private static String spelled(Target target) {
        return switch (target) {
            case Target.Sparsity s -> Double.toString(s.share());
            case Target.NM nm -> '"' + nm.toString() + '"';
        };
    }
}
