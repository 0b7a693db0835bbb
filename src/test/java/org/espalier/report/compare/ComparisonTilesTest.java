package org.espalier.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Comparer;
import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.junit.jupiter.api.Test;

import java.util.List;

class ComparisonTilesTest {
    private static ComparedPair pair(Comparison comparison) {
        return new ComparedPair(
                "a",
                "b",
                comparison,
                RunChanges.NONE,
                List.of(),
                new Estimate(0.9, 0.88, 0.92),
                true,
                List.of());
    }

    @Test
    void clearDifferencesAreGivenWithTheirIntervals() {
        List<MeasureTile> tiles =
                ComparisonTiles.of(
                        pair(
                                ComparedRuns.comparison(
                                        new Estimate(-0.012, -0.021, -0.003),
                                        0.008,
                                        new Estimate(-0.02, -0.03, -0.01))));
        assertEquals("90.7 %", tiles.get(0).value());
        assertEquals("baseline 91.9 % · −1.2 pp [−2.1, −0.3]", tiles.get(0).note());
        assertTrue(tiles.get(0).source().contains("Predicted before the run: 90.0 %."));
        assertFalse(tiles.get(0).worse());
        assertEquals(0.907, tiles.get(0).share());
        assertEquals("Latency p50 · batch 1 · 2 threads", tiles.get(1).title());
        assertEquals("baseline 1.92 ms · p95 3.80 ms · 1.0×", tiles.get(1).note());
        assertEquals("baseline 1.10 MB · 2.3× · dense file 1.10 MB", tiles.get(2).note());
        assertEquals("not measured", tiles.get(3).note());
    }

    @Test
    void whatTheIntervalCannotTellFromNoneIsCalledSo() {
        Comparison same =
                ComparedRuns.comparison(
                        new Estimate(-0.002, -0.01, 0.006), 0.6, new Estimate(-0.02, -0.05, 0.01));
        List<MeasureTile> tiles = ComparisonTiles.of(pair(same));
        assertTrue(tiles.get(0).note().contains("[−1.0, +0.6] · not distinguishable"));
        assertFalse(tiles.get(0).worse());
        assertEquals("baseline 1.92 ms · p95 3.80 ms · not distinguishable", tiles.get(1).note());
        assertTrue(
                Headline.of(pair(same))
                        .detail()
                        .startsWith("The difference in accuracy is not distinguishable"));
    }

    @Test
    void perplexityIsNoShareAndLessOfItIsBetter() {
        Comparison comparison =
                new Comparer()
                        .compare(language(39.52, 38.32, 40.77), language(47.33, 46, 48), List.of());

        MeasureTile tile = ComparisonTiles.of(pair(comparison)).getFirst();

        assertEquals("Perplexity, windows of 256 tokens", tile.title());
        assertEquals("47.33", tile.value());
        assertEquals("baseline 39.52 · 95 % interval 46.00 to 48.00", tile.note());
        assertTrue(tile.worse());
        assertEquals(47.33, RunMetric.PERPLEXITY.of(comparison.candidate(), comparison.base()));
        assertTrue(Double.isNaN(RunMetric.ACCURACY.of(comparison.candidate(), comparison.base())));
        assertFalse(RunMetric.PERPLEXITY.moreIsBetter());
        assertTrue(
                comparison
                        .verdict()
                        .contains("a perplexity of 47.33 instead of 39.52 on 779 windows of 256"),
                comparison.verdict());
    }

    private static ModelMeasures language(double perplexity, double low, double high) {
        ModelMeasures other =
                ComparedRuns.comparison(new Estimate(0, 0, 0), 1, new Estimate(0, 0, 0)).base();
        Quality quality =
                new Quality(
                        "perplexity@256",
                        new Estimate(perplexity, low, high),
                        779,
                        other.quality().getFirst().provenance());
        return new ModelMeasures(
                List.of(quality),
                other.latency(),
                other.size(),
                other.peakMemoryBytes(),
                other.sparsity(),
                other.weights(),
                other.macs());
    }

    @Test
    void goalsAreSaidAndAMissedOneIsNoGreenBanner() {
        ComparedRun run = ComparedRuns.run("r");
        Headline headline = Headline.of(ComparedPair.of("a", run, List.of(run)));
        assertEquals("Meets 1 of 2 goals; misses accuracy ≥ 92.0 %.", headline.goals());
        assertTrue(headline.mixed());
        assertEquals(1, run.met());
        assertEquals("1 of 2", new RunTable("a", List.of(run)).rows().get(1).goals());
    }

    @Test
    void allGoalsMetAreCountedInWordsAndWhatWasNotMeasuredIsSaid() {
        Goal size = new Goal(RunMetric.SIZE, 500_000);
        Goal latency = new Goal(RunMetric.LATENCY, 2);
        Goal accuracy = new Goal(RunMetric.ACCURACY, 0.9);
        assertEquals("Meets the goal: size ≤ 0.50 MB.", goals(size));
        assertEquals("Meets both goals: size ≤ 0.50 MB, accuracy ≥ 90.0 %.", goals(size, accuracy));
        assertEquals(
                "Meets all three goals: size ≤ 0.50 MB, latency ≤ 2.00 ms, accuracy ≥ 90.0 %.",
                goals(size, latency, accuracy));
        assertEquals(
                "Meets 1 of 2 goals; not measured: accuracy ≥ 90.0 %.",
                withoutQuality(size, accuracy));
    }

    private static String goals(Goal... goals) {
        return Headline.of(pair(ComparedRuns.run("r").comparison(), goals)).goals();
    }

    private static String withoutQuality(Goal... goals) {
        Comparison whole = ComparedRuns.run("r").comparison();
        ModelMeasures base = unlabelled(whole.base());
        ModelMeasures candidate = unlabelled(whole.candidate());
        Comparison bare = new Comparer().compare(base, candidate, List.of());
        return Headline.of(pair(bare, goals)).goals();
    }

    private static ModelMeasures unlabelled(ModelMeasures of) {
        return new ModelMeasures(
                List.of(),
                of.latency(),
                of.size(),
                of.peakMemoryBytes(),
                of.sparsity(),
                of.weights(),
                of.macs());
    }

    private static ComparedPair pair(Comparison comparison, Goal... goals) {
        return new ComparedPair(
                "a", "b", comparison, RunChanges.NONE, List.of(goals), null, true, List.of());
    }
}
