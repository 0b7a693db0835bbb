package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.project.Edit;
import org.espalier.report.WeightMode;
import org.espalier.report.compare.RunMetric;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class TextsTest {
    private static final Pattern LITERAL =
            Pattern.compile("\"([A-Za-z0-9]+(?:\\.[A-Za-z0-9]+)*)\"");

    private static final Pattern FILE =
            Pattern.compile(".*\\.(csv|html|json|onnx|pdf|png|svg|yaml)");

    @Test
    void noTextIsUnused() throws IOException {
        Set<String> unused = new TreeSet<>(keys());
        unused.removeAll(used());
        assertEquals(Set.of(), unused);
    }

    /** Every literal that looks like a key, and begins like one, is one or begins several. */
    @Test
    void noKeyIsMissing() throws IOException {
        Set<String> missing =
                literals().stream()
                        .filter(text -> text.contains(".") && !FILE.matcher(text).matches())
                        .filter(text -> families().contains(text.substring(0, text.indexOf('.'))))
                        .filter(text -> !keys().contains(text))
                        .filter(text -> !begun(text))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }

    /** Whether the literal is only the beginning of keys, to which the sources add an ending. */
    private static boolean begun(String literal) {
        return keys().stream().anyMatch(key -> key.startsWith(literal + "."));
    }

    /** A beginning such as {@code "tune.damage." +} has keys, and its endings are literals. */
    @Test
    void keysPutTogetherExist() throws IOException {
        Pattern beginning = Pattern.compile("\"((?:[A-Za-z0-9]+\\.)+)\"\\s*\\+");
        Set<String> lost =
                beginning
                        .matcher(sources())
                        .results()
                        .map(match -> match.group(1))
                        .filter(start -> keys().stream().noneMatch(key -> key.startsWith(start)))
                        .filter(
                                start ->
                                        families().contains(start.substring(0, start.indexOf('.'))))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), lost);
    }

    /** First words of keys. */
    private static Set<String> families() {
        return keys().stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
    }

    @Test
    void everyEditHasAName() throws IOException {
        Set<String> missing = new TreeSet<>(edits());
        missing.removeAll(keys());
        assertEquals(Set.of(), missing);
    }

    private static Set<String> edits() {
        Set<String> names = new TreeSet<>(Set.of("edit.goals", "edit.method", "edit.data"));
        add(names, "edit.schedule.", Edit.SetSchedule.Reason.values());
        add(names, "edit.recipe.", Edit.SetRecipes.Reason.values());
        add(names, "edit.run.", Edit.MarkRuns.Reason.values());
        return names;
    }

    private static void add(Set<String> names, String prefix, Enum<?>[] reasons) {
        for (Enum<?> reason : reasons) {
            names.add(prefix + reason.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Set<String> keys() {
        return ResourceBundle.getBundle("i18n.messages", Locale.ROOT).keySet();
    }

    /** Literals that are keys, and the keys that are put together from a prefix and a name. */
    private static Set<String> used() throws IOException {
        Set<String> literals = literals();
        Set<String> used = new TreeSet<>(literals);
        for (Screen screen : Screen.values()) {
            String key = "screen." + screen.name().toLowerCase(Locale.ROOT);
            used.addAll(Set.of(key, key + ".tooltip"));
        }
        for (RunMetric metric : RunMetric.values()) {
            used.add("compare.metric." + metric);
        }
        used.addAll(recipeKeys());
        for (WeightMode mode : WeightMode.values()) {
            used.add("model.weight." + mode.key());
        }
        used.addAll(edits());
        for (String literal : literals) {
            used.add(literal + ".tooltip");
            used.add(literal + ".title");
            used.add(literal + ".source");
            used.add(literal + ".sub");
            used.add(literal + ".text");
            used.add(literal + ".question");
            used.add(literal + ".help");
            used.add("form.value." + literal);
            used.add("recipe.menu." + literal);
            used.add("recipe.card." + literal);
            used.add("model.column." + literal);
            used.add("model.metric." + literal);
            used.add("model.show." + literal);
            used.add("model.graph." + literal);
            used.add("model.rows." + literal);
            used.add("model.columns." + literal);
            used.add("model.column." + literal + ".tooltip");
            used.add("compare.column." + literal);
            used.add("runs.column." + literal);
            used.add("runs.column." + literal + ".tooltip");
            used.add(literal + ".prompt");
            used.add("report.figure." + literal);
            used.add("compare.show." + literal);
            used.add("compare.axis." + literal);
            used.add("figure." + literal);
            used.add("report.figure." + literal + ".sub");
        }
        return used;
    }

    /** Keys of the Recipe screen that end in a name of a choice or of a file. */
    private static Set<String> recipeKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String choice :
                List.of(
                        "technique.single",
                        "technique.pattern",
                        "wish.size",
                        "wish.speed",
                        "extent.all",
                        "extent.chosen",
                        "extent.schedule",
                        "extent.own")) {
            keys.addAll(Set.of("recipe." + choice, "recipe." + choice + ".text"));
        }
        try (Stream<Path> starters = Files.list(Path.of("resources/recipes"))) {
            for (Path starter : starters.toList()) {
                String name = starter.getFileName().toString().replace(".yaml", "");
                keys.addAll(Set.of("recipe.starter." + name, "recipe.starter." + name + ".text"));
            }
        }
        return keys;
    }

    private static Set<String> literals() throws IOException {
        return LITERAL.matcher(sources())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String place : List.of("ui", "report/compare")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/espalier", place))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
