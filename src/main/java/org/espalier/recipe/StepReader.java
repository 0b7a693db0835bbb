package org.espalier.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Params;
import org.espalier.compress.ParamsSchema;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Scope;
import org.espalier.model.LayerId;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads one step of a recipe. */
final class StepReader {
    /** Keys of every step, whatever its method. */
    static final List<String> COMMON =
            List.of(
                    "method",
                    "sparsity",
                    "pattern",
                    "exclude",
                    "layers",
                    CourseReader.SCHEDULE,
                    CourseReader.BLOCKS,
                    RecipeReader.ENABLED);

    private final MethodCatalog methods;
    private final Mapping body;
    private final @Nullable Collection<LayerId> model;

    /**
     * Reads this step.
     *
     * @param model layers that names and globs must fit; null if no model is at hand
     */
    StepReader(MethodCatalog methods, Mapping body, @Nullable Collection<LayerId> model) {
        this.methods = methods;
        this.body = body;
        this.model = model;
    }

    PruneStep read() {
        CompressionMethod<?> method = method();
        ParamsSchema<?> schema = ParamsSchema.of(method.paramsType());
        List<String> names = schema.fields().stream().map(ParamsSchema.Field::name).toList();
        body.allow(Stream.concat(COMMON.stream(), names.stream()).toList());
        Params params = params(schema);
        at(place("scope", "variant"), () -> needs(method, params));
        PruneStep step =
                new PruneStep(
                        method.key(),
                        params,
                        target(),
                        exclude(),
                        rules(),
                        enabled(body),
                        new CourseReader(body).read());
        checkTargets(step);
        checkSpread(step);
        checkEffects(step);
        return step;
    }

    private CompressionMethod<?> method() {
        Entry entry =
                body.find("method")
                        .orElseThrow(
                                () ->
                                        body.place()
                                                .error(
                                                        "The step needs \"method:\". Methods: %s."
                                                                .formatted(
                                                                        String.join(
                                                                                ", ",
                                                                                methods.keys()))));
        String key = entry.value().text("\"method\"");
        return at(entry.value().place(), () -> methods.find(key));
    }

    private Params params(ParamsSchema<?> schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParamsSchema.Field field : schema.fields()) {
            body.find(field.name())
                    .ifPresent(
                            entry -> {
                                String text = entry.value().text("\"" + field.name() + "\"");
                                at(entry.value().place(), () -> field.parse(text));
                                values.put(field.name(), text);
                            });
        }
        return at(body.place(), () -> schema.build(values));
    }

    /** A method refuses parameters that do not go together when it is asked what it needs. */
    private static <P extends Params> LayerStatistics.Kind needs(
            CompressionMethod<P> method, Params params) {
        return method.needs(method.paramsType().cast(params));
    }

    /** Whether a step is switched on. */
    static boolean enabled(Mapping body) {
        Entry entry = body.find(RecipeReader.ENABLED).orElse(null);
        if (entry == null) {
            return true;
        }
        String text = entry.value().text("\"enabled\"");
        if (!text.equals("true") && !text.equals("false")) {
            throw entry.value()
                    .place()
                    .error(
                            "\"%s\" does not say whether the step is carried out. Write true or false."
                                    .formatted(text));
        }
        return text.equals("true");
    }

    private @Nullable Target target() {
        Optional<Entry> sparsity = body.find("sparsity");
        Optional<Entry> pattern = body.find("pattern");
        if (sparsity.isPresent() && pattern.isPresent()) {
            throw pattern.get()
                    .place()
                    .error(
                            "A step has \"sparsity\" or \"pattern\", not both. Remove one of the"
                                    + " two.");
        }
        if (pattern.isPresent()) {
            return pattern(pattern.get().value());
        }
        return sparsity.map(entry -> share(entry.value())).orElse(null);
    }

    private List<LayerSelector> exclude() {
        List<LayerSelector> selectors = new ArrayList<>();
        if (body.find("exclude").orElse(null) instanceof Entry entry) {
            for (YamlNode item : entry.value().items("\"exclude\"")) {
                selectors.add(selector(item.place(), item.text("A layer")));
            }
        }
        return List.copyOf(selectors);
    }

    private List<PruneStep.Rule> rules() {
        List<PruneStep.Rule> rules = new ArrayList<>();
        if (body.find("layers").orElse(null) instanceof Entry entry) {
            for (Entry line : entry.value().mapping("\"layers\"").entries()) {
                String text = line.value().text("The target of \"" + line.key() + "\"");
                Target target = text.contains(":") ? pattern(line.value()) : share(line.value());
                rules.add(new PruneStep.Rule(selector(line.place(), line.key()), target));
            }
        }
        return List.copyOf(rules);
    }

    private LayerSelector selector(Place place, String spelling) {
        LayerSelector selector = new LayerSelector(spelling);
        if (model != null) {
            at(place, () -> selector.select(model));
        }
        return selector;
    }

    private void checkTargets(PruneStep step) {
        if (step.target() == null && step.layers().isEmpty()) {
            throw body.place()
                    .error(
                            "The step says not how far to go. Add \"sparsity:\", \"pattern:\" or"
                                    + " \"layers:\".");
        }
        boolean global = step.params() instanceof PruneParams p && p.scope() == Scope.GLOBAL;
        if (global && (!step.layers().isEmpty() || !(step.target() instanceof Target.Sparsity))) {
            throw place("layers", "pattern")
                    .error(
                            "With \"scope: global\" all layers compete for one sparsity. Give"
                                + " \"sparsity:\" alone, or choose \"scope: row\" or \"layer\".");
        }
    }

    /** OWL sets shares of blocks, and nothing else may. */
    private void checkSpread(PruneStep step) {
        boolean owl = step.course().spread() == TargetSpread.OWL;
        boolean global = step.params() instanceof PruneParams p && p.scope() == Scope.GLOBAL;
        if (owl && (global || !(step.target() instanceof Target.Sparsity))) {
            throw place(CourseReader.SCHEDULE)
                    .error(
                            "OWL spreads a sparsity over the blocks. Give \"sparsity:\", and no"
                                    + " global scope, or remove \"schedule:\".");
        }
    }

    private void checkEffects(PruneStep step) {
        if (model != null) {
            at(place("layers", "exclude"), () -> step.targets(model));
        }
    }

    private Place place(String... keys) {
        return Stream.of(keys)
                .flatMap(key -> body.find(key).stream())
                .map(Entry::place)
                .findFirst()
                .orElse(body.place());
    }

    private static Target share(YamlNode node) {
        String text = node.text("\"sparsity\"");
        return at(
                node.place(),
                () -> {
                    try {
                        return new Target.Sparsity(Double.parseDouble(text));
                    } catch (NumberFormatException e) {
                        throw UserFacingException.badInput(
                                "\"%s\" is not a share. Give a number such as 0.6, or a pattern such as \"2:4\"."
                                        .formatted(text),
                                e);
                    }
                });
    }

    private static Target pattern(YamlNode node) {
        return at(node.place(), () -> Target.NM.parse(node.text("\"pattern\"")));
    }

    /** Puts the place in front of what is wrong with the value that stands there. */
    private static <T> T at(Place place, Supplier<T> value) {
        try {
            return value.get();
        } catch (UserFacingException e) {
            throw place.error(e.getMessage());
        }
    }
}
