package org.espalier.recipe;

import org.espalier.compress.CompressionMethod;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.ParamsSchema;
import org.espalier.compress.ParamsSchema.Field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What may be typed next at a place of a recipe: keys, methods, parameters, layers, targets. */
public final class RecipeCompletion {
    private static final Map<String, String> STEP_KEYS = stepKeys();
    private static final Map<String, String> SHARES = shares();
    private static final Map<String, String> PATTERNS =
            ordered("\"2:4\"", "2 of every 4 inputs are zero", "\"4:8\"", "4 of every 8");

    private final MethodCatalog methods;
    private final Collection<String> layers;

    /** Offers these methods, and layers by these names. */
    public RecipeCompletion(MethodCatalog methods, Collection<String> layers) {
        this.methods = methods;
        this.layers = List.copyOf(layers);
    }

    /**
     * One thing to type.
     *
     * @param help a few words; empty if it says all by itself
     */
    public record Suggestion(String text, String help) {}

    /**
     * What may stand where the caret is.
     *
     * @param from where what is typed already begins; a suggestion replaces it
     */
    public record Offer(int from, List<Suggestion> suggestions) {}

    /** The offer at a caret; what begins as typed comes first, then what contains it. */
    public Offer at(String yaml, int caret) {
        TextPosition position = TextPosition.of(yaml, caret);
        String typed = bare(position.typed());
        List<Suggestion> fitting = new ArrayList<>();
        List<Suggestion> containing = new ArrayList<>();
        choices(position)
                .forEach(
                        (text, help) -> {
                            int found = bare(text).indexOf(typed);
                            if (found >= 0) {
                                List<Suggestion> list = found == 0 ? fitting : containing;
                                list.add(new Suggestion(text, help));
                            }
                        });
        fitting.addAll(containing);
        return new Offer(caret - position.typed().length(), List.copyOf(fitting));
    }

    private static String bare(String text) {
        return text.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private Map<String, String> choices(TextPosition position) {
        if (!position.key().isEmpty()) {
            return values(position);
        }
        return switch (position.holder()) {
            case "" -> ordered("espalier: 1", "version of the format", "steps:", "the steps");
            case "steps" ->
                    ordered(
                            RecipeReader.PRUNE + ":", "sets weights to zero",
                            DropStep.KEY + ":", "takes whole blocks out");
            case DropStep.KEY ->
                    ordered(
                            DropReader.COUNT + ": ", "how many blocks",
                            DropReader.BY + ": ", "what tells which: influence",
                            DropReader.BLOCKS + ": ", "which, by their names",
                            RecipeReader.ENABLED + ": ", "false leaves the step out of a run");
            case RecipeReader.PRUNE -> keys();
            case "exclude" -> layerNames("");
            case "layers" -> layerNames(": ");
            default -> Map.of();
        };
    }

    private Map<String, String> values(TextPosition position) {
        if (position.holder().equals("layers")) {
            Map<String, String> targets = new LinkedHashMap<>(SHARES);
            targets.putAll(PATTERNS);
            return targets;
        }
        if (position.holder().equals(DropStep.KEY)) {
            return position.key().equals(DropReader.BY)
                    ? Map.of(DropReader.INFLUENCE, "the least that they change what passes them")
                    : position.key().equals(RecipeReader.ENABLED)
                            ? ordered("true", "", "false", "")
                            : Map.of();
        }
        return switch (position.key()) {
            case "espalier" -> Map.of("1", "");
            case "method" -> methodKeys();
            case "sparsity" -> SHARES;
            case "pattern" -> PATTERNS;
            case "exclude" -> layerNames("");
            case CourseReader.SCHEDULE ->
                    ordered(
                            TargetSpread.UNIFORM.key(), "the same for all blocks",
                            TargetSpread.OWL.key(), "denser where more weights stand out");
            case CourseReader.BLOCKS ->
                    ordered(
                            CourseReader.AUTOMATIC, "where the network repeats itself",
                            CourseReader.WHOLE, "one pass over the unpruned network");
            case RecipeReader.ENABLED -> ordered("true", "", "false", "");
            default -> parameter(position.key());
        };
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        STEP_KEYS.forEach((key, help) -> keys.put(key + ": ", help));
        fields().forEach(field -> keys.putIfAbsent(field.name() + ": ", field.help()));
        return keys;
    }

    private Map<String, String> methodKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (CompressionMethod<?> method : methods.methods()) {
            keys.put(method.key(), method.facts().summary());
        }
        return keys;
    }

    private Map<String, String> parameter(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        fields().stream()
                .filter(field -> field.name().equals(name))
                .flatMap(field -> field.allowed().stream())
                .forEach(value -> values.put(value, ""));
        return values;
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (CompressionMethod<?> method : methods.methods()) {
            fields.addAll(ParamsSchema.of(method.paramsType()).fields());
        }
        return fields;
    }

    /** Names of layers, and globs for those that begin alike. */
    private Map<String, String> layerNames(String behind) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String layer : layers) {
            names.put(YamlText.scalar(layer) + behind, "");
        }
        for (String layer : layers) {
            int dot = layer.indexOf('.');
            if (dot > 0) {
                String glob = layer.substring(0, dot + 1);
                long count = layers.stream().filter(other -> other.startsWith(glob)).count();
                names.put(YamlText.scalar(glob + "*") + behind, count + " layers");
            }
        }
        return names;
    }

    private static Map<String, String> stepKeys() {
        return ordered(
                "method",
                "how weights are chosen",
                "sparsity",
                "share of weights set to zero, such as 0.6",
                "pattern",
                "N:M, such as \"2:4\"",
                "exclude",
                "layers to leave alone: names or globs",
                "layers",
                "targets of single layers",
                CourseReader.SCHEDULE,
                "how the sparsity is spread over blocks: uniform or owl",
                CourseReader.BLOCKS,
                "blocks that calibration passes in turn: auto, none or names",
                RecipeReader.ENABLED,
                "false leaves the step out of a run");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    private static Map<String, String> shares() {
        Map<String, String> shares = new LinkedHashMap<>();
        for (int tenths = 5; tenths <= 9; tenths++) {
            shares.put("0." + tenths, tenths * 10 + " % become zero");
        }
        return shares;
    }
}
