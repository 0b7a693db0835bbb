package org.espalier.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Changes single steps in the text of a recipe. What the user wrote elsewhere, comments too, stays
 * as it is where each step begins a line of its own; else the whole recipe is written anew. Either
 * way the new text means exactly the changed recipe.
 *
 * <p>Each change takes text that {@link RecipeReader} can read.
 */
public final class RecipeEditor {
    private static final Pattern ITEM = Pattern.compile("\\s*- .*");
    private static final Pattern SWITCH = Pattern.compile("\\s+enabled:\\s*\\w+\\s*");

    private final RecipeReader reader;

    /** Edits recipes that use these methods. */
    public RecipeEditor(MethodCatalog methods) {
        reader = new RecipeReader(methods);
    }

    /** Moves a step to another place, both from 0. */
    public String move(String yaml, int from, int to) {
        return change(
                yaml,
                steps -> steps.add(to, steps.remove(from)),
                blocks -> blocks.add(to, blocks.remove(from)));
    }

    /** Takes a step away. */
    public String remove(String yaml, int step) {
        return change(yaml, steps -> steps.remove(step), blocks -> blocks.remove(step));
    }

    /** Puts a copy of a step behind it. */
    public String duplicate(String yaml, int step) {
        return change(
                yaml,
                steps -> steps.add(step + 1, steps.get(step)),
                blocks -> blocks.add(step + 1, blocks.get(step)));
    }

    /** Adds a step at a place. */
    public String add(String yaml, int at, RecipeStep step) {
        return change(
                yaml,
                steps -> steps.add(at, step),
                blocks -> blocks.add(at, written(step, blocks)));
    }

    /** Puts another step in the place of one. */
    public String replace(String yaml, int at, RecipeStep step) {
        return change(
                yaml,
                steps -> steps.set(at, step),
                blocks -> blocks.set(at, written(step, blocks)));
    }

    /** Switches a step on or off. */
    public String enable(String yaml, int at, boolean on) {
        return change(
                yaml,
                steps -> steps.set(at, steps.get(at).withEnabled(on)),
                blocks -> blocks.set(at, switched(blocks.get(at), on)));
    }

    private String change(
            String yaml, Consumer<List<RecipeStep>> meaning, Consumer<List<List<String>>> text) {
        List<RecipeStep> steps = new ArrayList<>(reader.read(yaml).steps());
        meaning.accept(steps);
        Recipe wanted = new Recipe(List.copyOf(steps));
        Blocks blocks = Blocks.of(yaml);
        if (!blocks.steps().isEmpty() && !steps.isEmpty()) {
            text.accept(blocks.steps());
            String changed = blocks.join();
            if (means(changed, wanted)) {
                return changed;
            }
        }
        return wanted.toYaml();
    }

    private boolean means(String yaml, Recipe wanted) {
        try {
            return reader.read(yaml).equals(wanted);
        } catch (UserFacingException e) {
            return false;
        }
    }

    private static List<String> written(RecipeStep step, List<List<String>> like) {
        String first = item(like.getFirst());
        String indent = first.substring(0, first.indexOf('-'));
        return step.toYaml().lines().map(line -> indent + line.substring(2)).toList();
    }

    private static List<String> switched(List<String> block, boolean on) {
        List<String> lines = new ArrayList<>(block);
        lines.removeIf(line -> SWITCH.matcher(line).matches());
        if (!on) {
            String first = item(lines);
            String indent = " ".repeat(first.indexOf('-') + 4);
            lines.add(lines.indexOf(first) + 1, indent + "enabled: false");
        }
        return lines;
    }

    private static String item(List<String> block) {
        return block.stream()
                .filter(line -> ITEM.matcher(line).matches())
                .findFirst()
                .orElseThrow();
    }

    /**
     * The lines of a recipe, taken apart at its steps; comments above a step belong to it.
     *
     * @param steps empty if steps do not begin lines of their own
     */
    private record Blocks(List<String> head, List<List<String>> steps, List<String> tail) {
        static Blocks of(String yaml) {
            List<String> lines = Arrays.asList(yaml.split("\n", -1));
            List<Integer> starts = new ArrayList<>();
            for (Place place : RecipeReader.places(yaml)) {
                int start = place.line() - 1;
                if (starts.contains(start) || !ITEM.matcher(lines.get(start)).matches()) {
                    return new Blocks(lines, List.of(), List.of());
                }
                starts.add(start);
            }
            return starts.isEmpty() ? new Blocks(lines, List.of(), List.of()) : cut(lines, starts);
        }

        private static Blocks cut(List<String> lines, List<Integer> items) {
            List<Integer> starts = items.stream().map(item -> withComment(lines, item)).toList();
            int end = end(lines, items.getLast());
            List<List<String>> steps = new ArrayList<>();
            for (int i = 0; i < starts.size(); i++) {
                int stop = i + 1 < starts.size() ? starts.get(i + 1) : end;
                steps.add(lines.subList(starts.get(i), stop));
            }
            return new Blocks(
                    lines.subList(0, starts.getFirst()), steps, lines.subList(end, lines.size()));
        }

        private static int withComment(List<String> lines, int item) {
            int start = item;
            while (start > 0 && lines.get(start - 1).strip().startsWith("#")) {
                start--;
            }
            return start;
        }

        /** The first line behind the last step: a key of the recipe, or the end. */
        private static int end(List<String> lines, int last) {
            int end = last + 1;
            while (end < lines.size() && lines.get(end).startsWith(" ")) {
                end++;
            }
            return end;
        }

        String join() {
            List<String> all = new ArrayList<>(head);
            steps.forEach(all::addAll);
            all.addAll(tail);
            return String.join("\n", all);
        }
    }
}
