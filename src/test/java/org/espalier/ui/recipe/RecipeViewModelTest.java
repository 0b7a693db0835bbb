package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.project.NamedRecipe;
import org.espalier.recipe.RecipeCompletion.Suggestion;
import org.espalier.ui.SampleStudy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

class RecipeViewModelTest {
    private final Path folder;
    private final Fixture fixture;
    private final RecipeViewModel recipe;

    RecipeViewModelTest(@TempDir Path folder) {
        this.folder = folder;
        fixture = new Fixture(folder);
        recipe = fixture.recipe;
        recipe.add("mine", Fixture.TWO_STEPS);
    }

    @AfterEach
    void close() {
        fixture.document.close();
    }

    private List<String> facts() {
        return recipe.cards().get().stream().map(StepCard::facts).toList();
    }

    @Test
    void cardsSayWhatTheTextSays() {
        assertEquals(List.of("Wanda · 50.0 % · all 8 layers", "Magnitude · 80.0 % · fc"), facts());
        assertEquals("Zero single weights", recipe.cards().get().getFirst().title());
        assertEquals(
                "Order matters: step 2 works again on what step 1 left in 1 layer. Zeros stay"
                        + " zeros.",
                recipe.order().get());
    }

    @Test
    void changedCardsChangeTheTextAndLeaveCommentsAlone() {
        recipe.move(0, 9);
        assertEquals(1, recipe.selected().get());
        assertTrue(
                recipe.text()
                        .get()
                        .endsWith(
                                "  # on data\n"
                                        + "  - prune:\n"
                                        + "      method: wanda\n"
                                        + "      sparsity: 0.5\n"));
        assertEquals("Magnitude · 80.0 % · fc", facts().getFirst());

        recipe.toggle(0);
        assertEquals("switched off · Magnitude · 80.0 % · fc", facts().getFirst());
        recipe.duplicate(1);
        assertEquals(3, facts().size());
        assertEquals(2, recipe.selected().get());
        recipe.remove(2);
        recipe.toggle(0);
        recipe.move(1, 0);
        assertEquals(Fixture.TWO_STEPS, recipe.text().get());
    }

    @Test
    void aBrokenTextIsKeptAndTheCardsWait() {
        String broken = Fixture.TWO_STEPS.replace("sparsity: 0.5", "sparsity: most");
        recipe.type(broken);

        RecipeViewModel.Problem problem = Objects.requireNonNull(recipe.problem().get());
        assertEquals(6, problem.line());
        assertEquals(
                "\"most\" is not a share. Give a number such as 0.6, or a pattern such as \"2:4\".",
                problem.sentence());
        assertEquals(2, facts().size());
        assertEquals(broken, fixture.document.state().recipes().inHand().orElseThrow().yaml());
        recipe.remove(0);
        assertEquals(broken, recipe.text().get());
        assertEquals(Optional.empty(), recipe.runnable());
        assertTrue(recipe.message().get().startsWith("Line 6: "));

        recipe.type(Fixture.TWO_STEPS.replace("0.5", "0.7"));
        assertNull(recipe.problem().get());
        assertEquals("Wanda · 70.0 % · all 8 layers", facts().getFirst());
    }

    @Test
    void layersOfOtherModelsAreRefusedAtTheirLine() {
        recipe.type(Fixture.TWO_STEPS.replace("fc", "fd"));
        assertEquals(9, Objects.requireNonNull(recipe.problem().get()).line());
    }

    @Test
    void whatIsTypedInOneGoIsUndoneAtOnce() {
        recipe.type(Fixture.TWO_STEPS + "#");
        recipe.type(Fixture.TWO_STEPS + "# a");
        recipe.pause();
        recipe.type(Fixture.TWO_STEPS + "# a b");

        recipe.undo();
        assertEquals(Fixture.TWO_STEPS + "# a", recipe.text().get());
        recipe.undo();
        assertEquals(Fixture.TWO_STEPS, recipe.text().get());
        recipe.redo();
        assertEquals(Fixture.TWO_STEPS + "# a", recipe.text().get());
    }

    @Test
    void typingWithoutARecipeBeginsOne() {
        recipe.act(RecipeLibrary::delete);
        assertEquals("", recipe.text().get());
        recipe.type("espalier: 1\nsteps: []\n");
        assertEquals("recipe", recipe.recipes().get().current());
    }

    @Test
    void severalRecipesLiveSideBySide() {
        recipe.act(RecipeLibrary::duplicate);
        assertEquals("mine 2", recipe.recipes().get().current());
        recipe.act(mine -> mine.rename("other"));
        recipe.remove(0);
        assertEquals(1, facts().size());
        recipe.act(mine -> mine.choose("mine"));
        assertEquals(2, facts().size());
        recipe.act(mine -> mine.rename("other"));
        assertEquals(
                "There is a recipe \"other\" already. Choose another name.",
                recipe.message().get());
        recipe.act(RecipeLibrary::delete);
        assertEquals("other", recipe.recipes().get().current());
    }

    @Test
    void recipesComeFromFilesAndGoToFiles() throws Exception {
        Path file = folder.resolve("half.yaml");
        recipe.files().exportTo(file);
        assertEquals(Fixture.TWO_STEPS, Files.readString(file));
        recipe.files().importFrom(file);
        assertEquals(
                new NamedRecipe("half", Fixture.TWO_STEPS),
                recipe.recipes().get().inHand().orElseThrow());
        recipe.files().importFrom(folder.resolve("none.yaml"));
        assertTrue(recipe.message().get().contains("none.yaml cannot be read"));
    }

    @Test
    void theScheduleInTuneBecomesARecipe() {
        recipe.addScheduled();
        assertEquals("mine", recipe.recipes().get().current());
        fixture.tune("fc", 0.9);
        fixture.tune("conv1", 0.3);
        fixture.tune("stage1.0.conv1", 0);
        recipe.addScheduled();
        assertEquals(List.of("Wanda · 30.0 % to 90.0 %, layer by layer · 2 of 8 layers"), facts());
    }

    @ParameterizedTest
    @EnumSource(Starter.class)
    void startersFitTheModel(Starter starter, @TempDir Path other) {
        Fixture all = new Fixture(other, SampleStudy.small(), "magnitude", "wanda", "sparsegpt");
        all.recipe.add("starter", starter.yaml());
        assertNull(all.recipe.problem().get(), starter.name());
        assertEquals(1, all.recipe.cards().get().size());
        all.document.close();
    }

    @Test
    void linesAndCardsBelongTogether() {
        recipe.selectLine(6);
        assertEquals(0, recipe.selected().get());
        recipe.selectLine(8);
        assertEquals(1, recipe.selected().get());
        assertEquals(new StepLines(7, 3), recipe.selectedLines());
        recipe.selectLine(2);
        assertEquals(StepLines.NONE, recipe.selectedLines());
    }

    @Test
    void completesLayersOfTheModel() {
        String typed = Fixture.TWO_STEPS + "      exclude: [stage3";
        assertEquals(
                List.of("stage3.0.conv1", "stage3.0.conv2", "\"stage3.*\""),
                recipe.complete(typed, typed.length()).suggestions().stream()
                        .map(Suggestion::text)
                        .toList());
    }

    @Test
    void runsOnlyWhatDoesSomething() {
        assertEquals(Optional.of(Fixture.TWO_STEPS), recipe.runnable());
        recipe.toggle(0);
        recipe.toggle(1);
        assertEquals(Optional.empty(), recipe.runnable());
        assertEquals(
                "Every step is switched off: a run would change nothing.", recipe.message().get());
    }

    @Test
    void tellsTimeAndMemoryBeforeTheRun() {
        assertTrue(recipe.runEstimate().get().startsWith("Time: very roughly 0:"));
        assertTrue(recipe.runEstimate().get().contains("Memory: about "));
        assertNotNull(recipe.draft(0).orElseThrow());
    }
}
