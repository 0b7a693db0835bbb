package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.recipe.RecipeReader;
import org.espalier.recipe.RecipeStep;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.recipe.StepDraft.Extent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class StepDraftTest {
    private final Fixture fixture;
    private final RecipeViewModel recipe;

    StepDraftTest(@TempDir Path folder) {
        fixture = new Fixture(folder);
        recipe = fixture.recipe;
    }

    @AfterEach
    void close() {
        fixture.document.close();
    }

    private StepDraft fresh() {
        return recipe.draft(-1).orElseThrow();
    }

    private static void set(StepDraft draft, String name, String value) {
        draft.form().fields().stream()
                .filter(field -> field.name().equals(name))
                .forEach(field -> draft.form().value(field).set(value));
    }

    private static void choose(StepDraft draft, Technique technique, String method) {
        draft.advice().stream()
                .filter(a -> a.technique() == technique && a.method().key().equals(method))
                .forEach(draft::choose);
    }

    @Test
    void beginsWithWhatIsRecommended() {
        assertEquals(
                "  - prune:\n      method: wanda\n      sparsity: 0.5\n",
                fresh().checked().toYaml());
    }

    @Test
    void layersAreListedWithWhatIsKnownOfThem() {
        LayerId fc = new LayerId("fc");
        fixture.errors =
                new SensitivityTable(
                        "wanda",
                        Measure.OUTPUT_ERROR,
                        List.of(fc),
                        new double[] {0.4, 0.8},
                        new double[][] {{0.1, 0.3}});
        fixture.tune("fc", 0.6);
        StepDraft draft = fresh();
        LayerFacts facts = draft.sources().facts();
        assertEquals(640, facts.weights(fc));
        assertEquals(640.0 / 74_512, facts.share(fc), 1e-4);
        assertEquals(new Target.Sparsity(0.5), draft.targets().get(fc));
        draft.extent().set(Extent.SCHEDULE);
        Target target = Objects.requireNonNull(draft.targets().get(fc));
        assertEquals(new Target.Sparsity(0.6), target);
        assertEquals(0.2, facts.error(fc, "wanda", target).orElseThrow(), 1e-12);
        assertTrue(facts.error(draft.sources().layers().getFirst(), "wanda", target).isEmpty());
    }

    @Test
    void aShareIsSpreadByOutliersWhereBlocksRepeat(@TempDir Path other) {
        assertEquals("recipe.extent.owl.noBlocks", fresh().whyNoOwl());
        Fixture deep = new Fixture(other, SampleStudy.deep(3));
        StepDraft draft = deep.recipe.draft(-1).orElseThrow();
        assertTrue(draft.extents().contains(Extent.OWL));
        draft.extent().set(Extent.OWL);
        assertEquals(
                "  - prune:\n      method: wanda\n      sparsity: 0.5\n      schedule: owl\n",
                draft.checked().toYaml());
        choose(draft, Technique.PATTERN, "wanda");
        assertEquals("recipe.extent.owl.pattern", draft.whyNoOwl());
        assertFalse(draft.extents().contains(Extent.OWL));
        deep.document.close();
    }

    @Test
    void settingsMakeTheStep() {
        StepDraft draft = fresh();
        choose(draft, Technique.SINGLE, "magnitude");
        set(draft, "sparsity", "70");
        set(draft, "scope", "global");
        draft.extent().set(Extent.CHOSEN);
        draft.ticked().removeIf(layer -> layer.name().startsWith("stage"));
        assertEquals(
                """
                  - prune:
                      method: magnitude
                      sparsity: 0.7
                      scope: global
                      exclude: [stage1.0.conv1, stage1.0.conv2, stage2.0.conv1, stage2.0.conv2, stage3.0.conv1, stage3.0.conv2]
                """
                        .replace("\n    ", "\n    "),
                draft.checked().toYaml());
    }

    @Test
    void fewLayersAreNamedOneByOne() {
        StepDraft draft = fresh();
        choose(draft, Technique.PATTERN, "magnitude");
        draft.extent().set(Extent.CHOSEN);
        draft.ticked().retainAll(List.of(new LayerId("fc")));
        assertEquals(
                "  - prune:\n      method: magnitude\n      layers:\n        fc: \"2:4\"\n",
                draft.checked().toYaml());
        draft.ticked().clear();
        assertEquals(
                "No layer is ticked. Tick at least one on the page Layers.",
                assertThrows(UserFacingException.class, draft::checked).getMessage());
    }

    @Test
    void takesTheScheduleOfTune() {
        assertEquals(List.of(Extent.ALL, Extent.CHOSEN), fresh().extents());
        fixture.tune("conv1", 0.2);
        fixture.tune("fc", 0.4);
        StepDraft draft = fresh();
        assertEquals(List.of(Extent.ALL, Extent.CHOSEN, Extent.SCHEDULE), draft.extents());
        draft.extent().set(Extent.SCHEDULE);
        assertEquals(
                "  - prune:\n"
                        + "      method: wanda\n"
                        + "      layers:\n"
                        + "        conv1: 0.2\n"
                        + "        fc: 0.4\n",
                draft.checked().toYaml());
    }

    @Test
    void anImpossiblePatternIsToldInASentence() {
        StepDraft draft = fresh();
        choose(draft, Technique.PATTERN, "magnitude");
        set(draft, "pattern", "4:2");
        assertEquals(
                "The pattern 4:2 is not possible. Give N:M with 0 < N < M <= 64, such as 2:4.",
                assertThrows(UserFacingException.class, draft::checked).getMessage());
    }

    @Test
    void theWishDecidesUntilTheUserDoes() {
        StepDraft draft = fresh();
        draft.wish().set(TechniqueAdvisor.Wish.SPEED);
        draft.follow();
        assertEquals(draft.advice().getFirst(), draft.choice().get());
        choose(draft, Technique.PATTERN, "magnitude");
        draft.wish().set(TechniqueAdvisor.Wish.SIZE);
        draft.follow();
        assertEquals(Technique.PATTERN, draft.choice().get().technique());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method: wanda, sparsity: 0.615",
                "method: wanda, sparsity: 0.5, variant: true, enabled: false",
                "method: magnitude, pattern: \"4:8\", exclude: [fc]",
                "method: magnitude, sparsity: 0.3, scope: global, exclude: [fc, conv1]",
                "method: magnitude, sparsity: 0.3, layers: {\"stage3.*\": 0.8, fc: \"2:4\"}",
                "method: wanda, layers: {fc: 0.4}, exclude: [conv1]"
            })
    void aStepOpenedAndClosedStaysAsItIs(String body) {
        String yaml = "espalier: 1\nsteps:\n  - prune: {" + body + "}\n";
        RecipeStep step =
                new RecipeReader(fixture.workbench.methods()).read(yaml).steps().getFirst();
        recipe.add("one", yaml);
        assertEquals(step, recipe.draft(0).orElseThrow().checked());
    }
}
