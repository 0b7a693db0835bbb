package org.espalier.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.model.LayerId;
import org.espalier.recipe.PruneStep.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class PruneStepTest {
    private static final Target HALF = new Target.Sparsity(0.5);
    private static final Target MOST = new Target.Sparsity(0.9);
    private static final Target PATTERN = new Target.NM(2, 4);
    private static final List<LayerId> LAYERS = ids("a.1", "a.2", "a.10", "ba.1", "odd[*]");

    @Test
    void aLaterRuleWinsAndExcludedLayersStayOut() {
        PruneStep step = step(HALF, List.of("ba.1"), rule("a.*", MOST), rule("a.?", PATTERN));

        assertEquals(
                targets("a.1", PATTERN, "a.2", PATTERN, "a.10", MOST, "odd[*]", HALF),
                step.targets(LAYERS));
    }

    @Test
    void aSelectorMatchesWholeNamesAndNoRegularExpressions() {
        assertEquals(ids("a.1", "ba.1"), new LayerSelector("*a.1").select(LAYERS));
        assertEquals(ids("a.1"), new LayerSelector("a.1").select(LAYERS));
        assertEquals(ids("odd[*]"), new LayerSelector("odd[?]").select(LAYERS));
        assertThrows(UserFacingException.class, () -> new LayerSelector("a").select(LAYERS));
        assertThrows(UserFacingException.class, () -> new LayerSelector("a.[12]").select(LAYERS));
    }

    @Test
    void anExactNameWithAStarMeansItsLayerAlone() {
        List<LayerId> layers = ids("w*", "w1", "w2");

        assertEquals(ids("w*"), new LayerSelector("w*").select(layers));
    }

    @Test
    void withoutAGeneralTargetOnlyRuledLayersTakePart() {
        assertEquals(
                targets("a.2", MOST), step(null, List.of(), rule("a.2", MOST)).targets(LAYERS));
    }

    @Test
    void aRuleThatTheExclusionVoidsIsRefused() {
        PruneStep step = step(HALF, List.of("a.*"), rule("a.1", MOST));

        UserFacingException refused =
                assertThrows(UserFacingException.class, () -> step.targets(LAYERS));
        assertTrue(refused.getMessage().contains("\"a.1\" has no effect"), refused.getMessage());
    }

    @Test
    void aScheduleBecomesAStepAndComesBack() {
        Schedule uniform = schedule(targets("a.1", HALF, "a.2", HALF, "a.10", HALF));
        Schedule few = schedule(targets("a.1", HALF));
        Schedule shaped = schedule(targets("a.1", HALF, "a.10", PATTERN, "odd[*]", MOST));

        PruneStep one = PruneStep.of("wanda", PruneParams.DEFAULT, uniform, LAYERS);
        PruneStep other = PruneStep.of("wanda", PruneParams.DEFAULT, shaped, LAYERS);

        assertEquals(uniform, one.schedule(LAYERS));
        assertEquals(HALF, one.target());
        assertEquals(shaped, other.schedule(LAYERS));
        PruneStep named = PruneStep.of("wanda", PruneParams.DEFAULT, few, LAYERS);
        assertEquals(few, named.schedule(LAYERS));
        assertNull(named.target());
    }

    @Test
    void aScheduleOfSeveralMethodsBecomesAStepForEach() {
        Schedule shared = schedule(targets("a.1", HALF, "a.2", HALF, "a.10", MOST));
        LayerId own = new LayerId("a.2");
        Schedule mixed = shared.with(own, new Schedule.Entry(HALF, false, "magnitude"));

        Recipe recipe = Recipe.of(mixed, "wanda", List.of("wanda", "magnitude"), LAYERS);

        assertEquals(
                List.of("wanda", "magnitude"),
                recipe.steps().stream().map(RecipeStep::method).toList());
        assertEquals(
                targets("a.1", HALF, "a.10", MOST),
                prune(recipe.steps().getFirst()).targets(LAYERS));
        assertEquals(targets("a.2", HALF), prune(recipe.steps().getLast()).targets(LAYERS));
        assertEquals(
                List.of("wanda"),
                Recipe.of(shared, "wanda", List.of("magnitude", "wanda"), LAYERS).steps().stream()
                        .map(RecipeStep::method)
                        .toList());
    }

    private static PruneStep prune(RecipeStep step) {
        return (PruneStep) step;
    }

    private static PruneStep step(@Nullable Target target, List<String> exclude, Rule... rules) {
        return new PruneStep(
                "wanda",
                PruneParams.DEFAULT,
                target,
                exclude.stream().map(LayerSelector::new).toList(),
                List.of(rules));
    }

    private static Rule rule(String spelling, Target target) {
        return new Rule(new LayerSelector(spelling), target);
    }

    private static List<LayerId> ids(String... names) {
        return Stream.of(names).map(LayerId::new).toList();
    }

    private static Schedule schedule(Map<LayerId, Target> targets) {
        Map<LayerId, Schedule.Entry> entries = new LinkedHashMap<>();
        targets.forEach((layer, target) -> entries.put(layer, new Schedule.Entry(target, false)));
        return new Schedule(entries);
    }

    private static Map<LayerId, Target> targets(Object... pairs) {
        Map<LayerId, Target> targets = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            targets.put(new LayerId((String) pairs[i]), (Target) pairs[i + 1]);
        }
        return targets;
    }
}
