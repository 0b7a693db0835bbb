package org.espalier.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Scope;
import org.espalier.model.BlockChoice;
import org.espalier.recipe.PruneStep.Rule;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class RecipeRoundTripTest {
    private final RecipeReader reader = new RecipeReader(Methods.CATALOG);

    @Property(tries = 300)
    void writingAndReadingChangesNothing(@ForAll("recipes") Recipe recipe) {
        String yaml = recipe.toYaml();

        assertEquals(recipe, reader.read(yaml), yaml);
        assertEquals(yaml, reader.read(yaml).toYaml());
    }

    @Property(tries = 200)
    void editingTheTextIsEditingTheRecipe(
            @ForAll("recipes") Recipe recipe, @ForAll @IntRange(max = 5) int kind) {
        Assume.that(!recipe.steps().isEmpty());
        RecipeEditor editor = new RecipeEditor(Methods.CATALOG);
        List<RecipeStep> steps = new ArrayList<>(recipe.steps());
        int last = steps.size() - 1;
        String yaml = recipe.toYaml();
        RecipeStep first = steps.getFirst();
        String edited =
                switch (kind) {
                    case 0 -> editor.move(yaml, last, 0);
                    case 1 -> editor.remove(yaml, last);
                    case 2 -> editor.duplicate(yaml, last);
                    case 3 -> editor.enable(yaml, last, !steps.get(last).enabled());
                    case 4 -> editor.replace(yaml, last, first);
                    default -> editor.add(yaml, last + 1, first);
                };
        switch (kind) {
            case 0 -> steps.addFirst(steps.removeLast());
            case 1 -> steps.removeLast();
            case 2 -> steps.add(steps.getLast());
            case 3 -> steps.set(last, steps.get(last).withEnabled(!steps.get(last).enabled()));
            case 4 -> steps.set(last, first);
            default -> steps.add(first);
        }

        assertEquals(new Recipe(steps), reader.read(edited), edited);
    }

    @Provide
    Arbitrary<Recipe> recipes() {
        Arbitrary<PruneStep> step =
                Combinators.combine(
                                Arbitraries.of("wanda", "magnitude"),
                                params(),
                                targets(),
                                names().map(LayerSelector::new).list().ofMaxSize(3),
                                rules(),
                                Arbitraries.of(true, false))
                        .as(
                                (method, params, target, exclude, rules, enabled) ->
                                        new PruneStep(method, params, target, exclude, rules)
                                                .withEnabled(enabled))
                        .flatMap(drawn -> courses(drawn.target()).map(drawn::withCourse));
        return Arbitraries.<RecipeStep>frequencyOf(Tuple.of(3, step), Tuple.of(1, drops()))
                .list()
                .ofMaxSize(3)
                .map(Recipe::new);
    }

    private static Arbitrary<DropStep> drops() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.integers()
                                        .between(1, 40)
                                        .map(DropStep.Choice.Influence::new),
                                names().list()
                                        .ofMinSize(1)
                                        .ofMaxSize(3)
                                        .map(DropStep.Choice.Named::new)),
                        Arbitraries.of(true, false))
                .as(DropStep::new);
    }

    private static Arbitrary<Course> courses(@Nullable Target target) {
        Arbitrary<BlockChoice> named =
                names().list().ofMinSize(1).ofMaxSize(3).map(BlockChoice.Named::new);
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.just(new BlockChoice.Automatic()),
                                Arbitraries.just(new BlockChoice.Whole()),
                                named),
                        target instanceof Target.Sparsity
                                ? Arbitraries.of(TargetSpread.values())
                                : Arbitraries.just(TargetSpread.UNIFORM))
                .as(Course::new);
    }

    private static Arbitrary<Params> params() {
        return Combinators.combine(
                        Arbitraries.of(Scope.ROW, Scope.LAYER).injectNull(0.3),
                        Arbitraries.of(true, false))
                .as(PruneParams::new);
    }

    private static Arbitrary<Target> targets() {
        Arbitrary<Target> shares =
                Arbitraries.doubles().between(0, true, 1, false).map(Target.Sparsity::new);
        Arbitrary<Target> patterns =
                Arbitraries.integers()
                        .between(2, 64)
                        .flatMap(
                                m ->
                                        Arbitraries.integers()
                                                .between(1, m - 1)
                                                .map(n -> new Target.NM(n, m)));
        return Arbitraries.oneOf(shares, patterns);
    }

    private static Arbitrary<List<Rule>> rules() {
        return names().list()
                .ofMaxSize(4)
                .uniqueElements()
                .flatMap(
                        names ->
                                targets()
                                        .list()
                                        .ofSize(names.size())
                                        .map(targets -> zip(names, targets)));
    }

    private static List<Rule> zip(List<String> names, List<Target> targets) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Rule(new LayerSelector(names.get(i)), targets.get(i)))
                .toList();
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "fc",
                                "stage3.*",
                                "no",
                                "1e3",
                                "a: b",
                                "#x",
                                "",
                                "é\n\t",
                                "/m/0",
                                "<<")
                        .filter(name -> !name.isEmpty()),
                Arbitraries.strings()
                        .all()
                        .excludeChars('\ud800')
                        .ofMinLength(1)
                        .ofMaxLength(8)
                        .filter(RecipeRoundTripTest::isText));
    }

    /** Half a surrogate pair is no text and cannot be in a file. */
    private static boolean isText(String name) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }
}
