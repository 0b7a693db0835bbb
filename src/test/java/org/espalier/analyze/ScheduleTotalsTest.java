package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.compress.prune.Scope;
import org.espalier.measure.Estimate;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ScheduleTotalsTest {
    @Test
    void aHeadCountsOnceItIsPruned() {
        Layer head = TestLayers.gemm("lm_head", 8, 10);
        Layer layer = TestLayers.gemm("q_proj", 2, 10);
        List<Layer> layers = List.of(layer, head);
        var model =
                new ScheduleTotals.Model(
                        TestLayers.network(layers, DType.FLOAT32),
                        layers,
                        LayerScopes.all(Scope.ROW),
                        500);
        Schedule dense = Schedule.uniform(layers, new Target.Sparsity(0));
        Schedule half = dense.with(layer.id(), new Schedule.Entry(new Target.Sparsity(0.5), false));
        assertEquals(0.5, ScheduleTotals.of(model, half, null, null).sparsity());
        Schedule both = half.with(head.id(), new Schedule.Entry(new Target.Sparsity(0.1), false));
        assertEquals(100, ScheduleTotals.of(model, both, null, null).weights());
    }

    private static final List<Layer> TIED = tied();

    private final List<Layer> layers =
            List.of(TestLayers.gemm("a", 10, 9), TestLayers.gemm("b", 16, 64));

    @Test
    void countsWhatRowsReallyLose() {
        ScheduleTotals totals = totals(DType.FLOAT32, new Sparsity(0.5));

        assertEquals(10 * 4 + 16 * 32, totals.zeros());
        assertEquals(90 + 1024, totals.weights());
        assertEquals(552.0 / 1114, totals.sparsity());
    }

    @Test
    void storesABitmaskAndTheValuesThatAreLeft() {
        assertEquals(
                5000 - (40 * 4 - 12) - (512 * 4 - 128),
                totals(DType.FLOAT32, new Sparsity(0.5)).sparseBytes());
        assertEquals(
                5000 - (40 * 2 - 12) - (512 * 2 - 128),
                totals(DType.FLOAT16, new Sparsity(0.5)).sparseBytes());
    }

    @Test
    void keepsDenseWhatABitmaskWouldMakeLarger() {
        ScheduleTotals totals = totals(DType.FLOAT32, new Sparsity(0.02));

        assertEquals(16, totals.zeros());
        assertEquals(5000, totals.sparseBytes());
        assertEquals(5000, totals.denseBytes());
    }

    @Test
    void saysWhyZerosAreNotFaster() {
        assertTrue(
                totals(DType.FLOAT32, new Sparsity(0.5))
                        .latencyNote()
                        .contains("Unstructured zeros"));
        assertTrue(totals(DType.FLOAT32, new NM(2, 4)).latencyNote().contains("tensor cores"));
        assertTrue(totals(DType.FLOAT32, new Sparsity(0)).latencyNote().contains("As fast"));
    }

    @Test
    void predictsAccuracyOnceThereIsATableAndABase() {
        SensitivityTable table =
                TestLayers.table(
                        layers, new double[] {0.5}, new double[] {0.1}, new double[] {0.2});
        Quality base =
                new Quality(
                        "top1",
                        new Estimate(0.9, 0.88, 0.92),
                        1000,
                        new Provenance("", "", 0, Map.of(), "cpu"));
        Schedule half = Schedule.uniform(layers, new Sparsity(0.5));
        ScheduleTotals.Model model =
                new ScheduleTotals.Model(
                        TestLayers.network(layers, DType.FLOAT32),
                        layers,
                        LayerScopes.all(Scope.ROW),
                        5000);

        assertTrue(ScheduleTotals.of(model, half, table, null).accuracy().isEmpty());
        assertEquals(
                Prediction.of(table, half, layers, LayerScopes.all(Scope.ROW), base),
                ScheduleTotals.of(model, half, table, base).accuracy());
    }

    /** Where the table knows the pattern its damage counts, else that of as many single weights. */
    @Test
    void patternsAreLostAsTheTableKnowsThem() {
        double[][] half = {{0.1}, {0.2}};
        SensitivityTable.PatternDamage known =
                new SensitivityTable.PatternDamage(new NM(2, 4), new double[] {0.3, 0.4});
        SensitivityTable bare = TestLayers.table(layers, new double[] {0.5}, half);
        SensitivityTable table =
                new SensitivityTable(
                        bare.method(),
                        bare.measure(),
                        bare.layers(),
                        bare.sparsities(),
                        half,
                        List.of(known));
        SensitivityTable asMuch =
                TestLayers.table(
                        layers, new double[] {0.5}, new double[] {0.3}, new double[] {0.4});
        Schedule pattern = Schedule.uniform(layers, new NM(2, 4));
        Schedule other = Schedule.uniform(layers, new NM(4, 8));
        Schedule single = Schedule.uniform(layers, new Sparsity(0.5));

        assertEquals(accuracy(asMuch, single), accuracy(table, pattern));
        assertEquals(accuracy(bare, pattern), accuracy(table, other));
        assertEquals(0, totals(table, pattern).unknownPatterns());
        assertEquals(2, totals(table, other).unknownPatterns());
        assertEquals(0, totals(table, single).unknownPatterns());
    }

    private double accuracy(SensitivityTable table, Schedule schedule) {
        return totals(table, schedule).accuracy().orElseThrow().value();
    }

    private ScheduleTotals totals(SensitivityTable table, Schedule schedule) {
        Quality base =
                new Quality(
                        "top1",
                        new Estimate(0.9, 0.88, 0.92),
                        1000,
                        new Provenance("", "", 0, Map.of(), "cpu"));
        return ScheduleTotals.of(
                new ScheduleTotals.Model(
                        TestLayers.network(layers, DType.FLOAT32),
                        layers,
                        LayerScopes.all(Scope.ROW),
                        5000),
                schedule,
                table,
                base);
    }

    /** The row scope rounds each row down, the layer scope does not. */
    @Test
    void everyLayerRoundsAsItsMethodDoes() {
        Schedule half = Schedule.uniform(layers, new Sparsity(0.5));
        LayerScopes mixed = new LayerScopes(Scope.ROW, Map.of(layers.get(0).id(), Scope.LAYER));
        ScheduleTotals totals =
                ScheduleTotals.of(
                        new ScheduleTotals.Model(
                                TestLayers.network(layers, DType.FLOAT32), layers, mixed, 5000),
                        half,
                        null,
                        null);
        assertEquals(45 + 16 * 32, totals.zeros());
    }

    @Test
    void countsATiedWeightOnce() {
        Schedule half = Schedule.uniform(TIED, new Sparsity(0.5));

        assertEquals(512, tied(half).zeros());
        assertEquals(1024, tied(half).weights());
    }

    @Test
    void aTiedWeightGoesAsFarAsALockAllowsElseAsTheLeastOfItsLayers() {
        LayerId a = TIED.get(0).id();
        LayerId b = TIED.get(1).id();
        Schedule.Entry half = new Schedule.Entry(new Sparsity(0.5), false);
        Schedule.Entry dense = new Schedule.Entry(new Sparsity(0), false);
        Schedule.Entry quarter = new Schedule.Entry(new Sparsity(0.25), true);

        assertEquals(0, tied(new Schedule(Map.of(a, half))).zeros());
        assertEquals(0, tied(new Schedule(Map.of(a, half, b, dense))).zeros());
        assertEquals(256, tied(new Schedule(Map.of(a, half, b, quarter))).zeros());
    }

    private static ScheduleTotals tied(Schedule schedule) {
        return ScheduleTotals.of(
                new ScheduleTotals.Model(
                        TestLayers.network(TIED.subList(0, 1), DType.FLOAT32),
                        TIED,
                        LayerScopes.all(Scope.ROW),
                        5000),
                schedule,
                null,
                null);
    }

    /** Two layers that share a weight. */
    private static List<Layer> tied() {
        Layer a = TestLayers.gemm("a", 16, 64);
        LayerId b = new LayerId("b");
        Layer second =
                new Layer(
                        b,
                        a.node(),
                        "b.in",
                        "b.out",
                        a.weight(),
                        a.weightShape(),
                        a.layout(),
                        null,
                        64,
                        List.of(),
                        List.of(),
                        0);
        return List.of(a, second);
    }

    private ScheduleTotals totals(DType dtype, Target target) {
        return ScheduleTotals.of(
                new ScheduleTotals.Model(
                        TestLayers.network(layers, dtype),
                        layers,
                        LayerScopes.all(Scope.ROW),
                        5000),
                Schedule.uniform(layers, target),
                null,
                null);
    }
}
