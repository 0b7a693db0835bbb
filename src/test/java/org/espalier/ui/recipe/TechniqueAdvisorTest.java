package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.project.Goals;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.recipe.Advice.Phrase;
import org.espalier.ui.recipe.Advice.Standing;
import org.espalier.ui.recipe.Situation.Weights;
import org.espalier.ui.recipe.TechniqueAdvisor.Wish;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A model of a million 32-bit weights in a file of 4 MB. */
class TechniqueAdvisorTest {
    private static final Weights WEIGHTS = new Weights(1_000_000, 32, 8, 2);
    private final TechniqueAdvisor advisor = new TechniqueAdvisor(FakeWorkbench.small().methods());

    private List<Advice> advise(Goals goals, boolean data, boolean gpu, Wish wish) {
        return advisor.advise(new Situation(goals, data, gpu, 4_000_000, WEIGHTS), wish);
    }

    private static Advice find(List<Advice> all, Technique technique, String method) {
        return all.stream()
                .filter(a -> a.technique() == technique && a.method().key().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recommendsWandaWhereThereIsData() {
        Advice best = advise(Goals.NONE, true, false, Wish.SIZE).getFirst();
        assertEquals("wanda", best.method().key());
        assertEquals(Technique.SINGLE, best.technique());
        assertEquals(Standing.RECOMMENDED, best.standing());
    }

    @Test
    void withoutDataWhatCalibratesIsImpossible() {
        List<Advice> all = advise(Goals.NONE, false, false, Wish.SIZE);
        assertEquals("magnitude", all.getFirst().method().key());
        Advice wanda = find(all, Technique.SINGLE, "wanda");
        assertEquals(Standing.IMPOSSIBLE, wanda.standing());
        assertEquals(new Phrase("recipe.advice.noData"), wanda.status());
        assertEquals(List.of(new Phrase("recipe.reason.openData")), wanda.reasons());
    }

    @Test
    void withoutAGpuThePatternHasNoEffectOnSpeed() {
        Advice pattern =
                find(advise(Goals.NONE, true, false, Wish.SPEED), Technique.PATTERN, "magnitude");
        assertEquals(Standing.LIMITED, pattern.standing());
        assertEquals(new Phrase("recipe.advice.noTensorCores"), pattern.status());
        assertTrue(pattern.reasons().contains(new Phrase("recipe.reason.noTensorCores")));
        assertTrue(pattern.reasons().contains(new Phrase("recipe.reason.tails", 2, 8)));
    }

    @Test
    void onAGpuThePatternIsTheWayToSpeed() {
        Advice best = advise(Goals.NONE, true, true, Wish.SPEED).getFirst();
        assertEquals(Technique.PATTERN, best.technique());
        assertEquals(Standing.RECOMMENDED, best.standing());
        assertTrue(best.reasons().contains(new Phrase("recipe.reason.tensorCores")));
    }

    @Test
    void singleZerosDoNotHelpALatencyGoal() {
        Advice single =
                find(
                        advise(new Goals(null, 1.5, null), true, true, Wish.SIZE),
                        Technique.SINGLE,
                        "wanda");
        assertEquals(Standing.LIMITED, single.standing());
        assertEquals(new Phrase("recipe.advice.latencyGoal"), single.status());
    }

    /** 0.625 of the weights gone: 1.5 MB of values and 0.125 MB of bits are left. */
    @Test
    void saysFromWhichShareASizeGoalIsMet() {
        Goals goals = new Goals(1_625_000L, null, null);
        List<Advice> all = advise(goals, true, true, Wish.SIZE);
        Advice single = find(all, Technique.SINGLE, "wanda");
        assertEquals(Standing.RECOMMENDED, single.standing());
        assertTrue(
                single.reasons().contains(new Phrase("recipe.reason.sizeMet", "1.63 MB", "62.5 %")),
                single.reasons().toString());
        Advice pattern = find(all, Technique.PATTERN, "wanda");
        assertEquals(Standing.LIMITED, pattern.standing());
        assertEquals(new Phrase("recipe.advice.sizeGoal"), pattern.status());
    }

    @Test
    void storedBytesAndSharesAreEachOthersInverse() {
        Situation situation = new Situation(Goals.NONE, true, false, 4_000_000, WEIGHTS);
        assertEquals(2_125_000, situation.sparseBytes(0.5));
        assertEquals(0.5, situation.shareFor(2_125_000), 1e-9);
        assertEquals(4_000_000, situation.sparseBytes(0.01));
    }
}
