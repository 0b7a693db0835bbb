package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Preset.Plan;
import org.espalier.analyze.Preset.Request;
import org.espalier.analyze.Schedule.Entry;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class BudgetSolverTest {
    private static final double[] HALVES = {0.5, 0.9};
    private final BudgetSolver solver = new BudgetSolver();
    private final Layer cheap = TestLayers.gemm("cheap", 10, 10);
    private final Layer dear = TestLayers.gemm("dear", 10, 10);
    private final List<Layer> both = List.of(cheap, dear);
    private final SensitivityTable table =
            TestLayers.table(both, HALVES, new double[] {0.1, 0.2}, new double[] {1, 5});
    private final Schedule open = Schedule.uniform(both, new Sparsity(0));

    @Test
    void givesTheZerosToTheLayerThatMindsThemLeast() {
        Plan plan = solver.plan(new Request(table, both, open, LayerScopes.all(Scope.ROW), 0.45));

        assertEquals(0.9, share(plan, cheap));
        assertEquals(0.0, share(plan, dear));
        assertEquals(90, plan.zeros());
        assertEquals(0.2, plan.damage(), 1e-12);
        assertEquals(0, plan.gap(), 1e-12);
        assertEquals("", plan.note());
    }

    @Test
    void leavesTheHeadOfALanguageModelAlone() {
        Layer head = TestLayers.gemm("lm_head", 10, 10);
        List<Layer> layers = List.of(cheap, dear, head);
        SensitivityTable known =
                TestLayers.table(
                        layers,
                        HALVES,
                        new double[] {0.1, 0.2},
                        new double[] {1, 5},
                        new double[] {0, 0});
        Schedule dense = Schedule.uniform(layers, new Sparsity(0));
        for (Preset preset : List.of(solver, new UniformPreset())) {
            Plan plan =
                    preset.plan(new Request(known, layers, dense, LayerScopes.all(Scope.ROW), 0.5));
            assertEquals(0.0, share(plan, head), preset.key());
            assertEquals(100, plan.zeros(), preset.key());
            assertEquals(0.5, plan.sparsity(), preset.key());
        }
    }

    @Test
    void leavesALockedLayerAsItIs() {
        Schedule locked = open.with(dear.id(), new Entry(new Sparsity(0.5), true));

        Plan plan = solver.plan(new Request(table, both, locked, LayerScopes.all(Scope.ROW), 0.5));

        assertEquals(new Entry(new Sparsity(0.5), true), plan.schedule().entries().get(dear.id()));
        assertEquals(0.5, share(plan, cheap));
        assertEquals(1.1, plan.damage(), 1e-12);
    }

    @Test
    void countsTheZerosOfALockedPattern() {
        Schedule locked = open.with(dear.id(), new Entry(new NM(2, 4), true));

        Plan plan = solver.plan(new Request(table, both, locked, LayerScopes.all(Scope.ROW), 0.4));

        assertEquals(80, plan.zeros());
        assertEquals(0.4, share(plan, cheap));
    }

    @Test
    void keepsALayerThatIsLeftOutDenseAndCountsItsWeights() {
        Schedule one = Schedule.uniform(List.of(dear), new Sparsity(0));

        Plan plan = solver.plan(new Request(table, both, one, LayerScopes.all(Scope.ROW), 0.25));

        assertTrue(plan.schedule().target(cheap.id()).isEmpty());
        assertEquals(0.5, share(plan, dear));
        assertEquals(0.25, plan.sparsity());
    }

    @Test
    void goesAsFarAsItCanWhereTheBudgetIsOutOfReachAndSaysSo() {
        Plan plan = solver.plan(new Request(table, both, open, LayerScopes.all(Scope.ROW), 0.97));

        assertEquals(180, plan.zeros());
        assertEquals(194, plan.wanted());
        assertTrue(plan.note().startsWith("97.0 % is out of reach"), plan.note());
        assertTrue(plan.note().contains("90.0 % at most"), plan.note());
    }

    @Test
    void keepsTheOthersDenseWhereTheLockedOnesAloneAreTooMany() {
        Schedule locked = open.with(dear.id(), new Entry(new Sparsity(0.9), true));

        Plan plan = solver.plan(new Request(table, both, locked, LayerScopes.all(Scope.ROW), 0.1));

        assertEquals(0, share(plan, cheap));
        assertEquals(90, plan.zeros());
        assertTrue(plan.note().contains("45.0 %"), plan.note());
    }

    @Test
    void keepsALayerOfUnknownDamageDense() {
        SensitivityTable half =
                TestLayers.table(
                        both,
                        HALVES,
                        new double[] {Double.NaN, Double.NaN},
                        new double[] {1, Double.NaN});

        Plan plan = solver.plan(new Request(half, both, open, LayerScopes.all(Scope.ROW), 0.4));

        assertEquals(0, share(plan, cheap));
        assertEquals(0.5, share(plan, dear));
        assertTrue(plan.note().contains("25.0 % at most"), plan.note());
    }

    @Test
    void leavesEveryLayerItsMethod() {
        Schedule own =
                open.with(
                        both.get(0).id(), new Schedule.Entry(new Sparsity(0), false, "magnitude"));
        for (Preset preset : List.of(solver, new UniformPreset())) {
            Plan plan = preset.plan(new Request(table, both, own, LayerScopes.all(Scope.ROW), 0.4));
            assertEquals("magnitude", plan.schedule().method(both.get(0).id(), "wanda"));
            assertEquals("wanda", plan.schedule().method(both.get(1).id(), "wanda"));
        }
    }

    @Test
    void hasNothingToDoWithoutLayers() {
        Plan plan =
                solver.plan(
                        new Request(
                                TestLayers.table(List.of(), HALVES),
                                List.of(),
                                new Schedule(Map.of()),
                                LayerScopes.all(Scope.ROW),
                                0.5));

        assertEquals(0, plan.zeros());
        assertEquals(0, plan.damage());
    }

    @Test
    void reachesTheBudgetToTheWeightWhereSingleWeightsCompete() {
        List<Layer> layers = bigModel();
        Schedule all = Schedule.uniform(layers, new Sparsity(0.5));

        Plan plan =
                solver.plan(
                        new Request(
                                bigTable(layers),
                                layers,
                                all,
                                LayerScopes.all(Scope.LAYER),
                                0.617));

        assertEquals(plan.wanted(), plan.zeros());
        assertEquals((long) Math.floor(plan.weights() * 0.617), plan.wanted());
    }

    @Test
    void reachesTheBudgetAsNearAsRowsPermit() {
        List<Layer> layers = bigModel();
        Schedule all = Schedule.uniform(layers, new Sparsity(0.5));

        Plan plan =
                solver.plan(
                        new Request(
                                bigTable(layers), layers, all, LayerScopes.all(Scope.ROW), 0.617));

        assertTrue(Math.abs(plan.wanted() - plan.zeros()) <= 4, plan.wanted() + " " + plan.zeros());
        assertEquals(plan.zeros(), zeros(plan.schedule(), layers));
    }

    @Test
    void isNeverWorseThanUniformAndCloseToTheBoundOnALargeModel() {
        List<Layer> layers = bigModel();
        Schedule all = Schedule.uniform(layers, new Sparsity(0.5));
        Request uniform =
                new Request(bigTable(layers), layers, all, LayerScopes.all(Scope.ROW), 0.7);
        Plan plain = new UniformPreset().plan(uniform);

        Plan plan =
                solver.plan(
                        new Request(
                                uniform.table(),
                                layers,
                                all,
                                LayerScopes.all(Scope.ROW),
                                plain.sparsity()));

        assertEquals(plain.zeros(), plan.zeros());
        assertTrue(plan.damage() < 0.8 * plain.damage(), plan.damage() + " " + plain.damage());
        assertTrue(plan.gap() < 0.01 * plan.damage(), plan.gap() + " of " + plan.damage());
    }

    @Test
    void uniformGivesEveryFreeLayerTheSameShare() {
        Schedule locked = open.with(dear.id(), new Entry(new Sparsity(0.2), true));

        Plan plan =
                new UniformPreset()
                        .plan(new Request(table, both, locked, LayerScopes.all(Scope.ROW), 0.5));

        assertEquals(0.8, share(plan, cheap), 1e-12);
        assertEquals(0.2, share(plan, dear));
        assertEquals(0.5, plan.sparsity(), 1e-12);
    }

    @Test
    void uniformDoesNotKnowTheDamageBeyondTheTable() {
        Plan plan =
                new UniformPreset()
                        .plan(new Request(table, both, open, LayerScopes.all(Scope.ROW), 0.95));

        assertEquals(0.95, share(plan, cheap));
        assertEquals(180, plan.zeros());
    }

    private static double share(Plan plan, Layer layer) {
        return plan.schedule().target(layer.id()).map(Target::sparsity).orElseThrow();
    }

    private static long zeros(Schedule schedule, List<Layer> layers) {
        return layers.stream()
                .mapToLong(
                        layer ->
                                Granularity.of(layer, Scope.ROW)
                                        .zeros(schedule.target(layer.id()).orElseThrow()))
                .sum();
    }

    private static List<Layer> bigModel() {
        List<Layer> layers = new ArrayList<>();
        int[] widths = {16, 32, 48, 64, 128, 40};
        for (int i = 0; i < 40; i++) {
            layers.add(TestLayers.gemm("layer" + i, widths[i % 6], 9 * widths[(i + 1) % 5]));
        }
        layers.add(TestLayers.gemm("head", 10, 64));
        return layers;
    }

    /** Rising, noisy, not convex. */
    private static SensitivityTable bigTable(List<Layer> layers) {
        Random random = new Random(5);
        double[] sparsities = new double[19];
        for (int i = 0; i < 19; i++) {
            sparsities[i] = (i + 1) * 0.05;
        }
        double[][] damage = new double[layers.size()][19];
        for (double[] row : damage) {
            double scale = Math.exp(2 * random.nextGaussian());
            double sum = 0;
            for (int i = 0; i < 19; i++) {
                sum += scale * random.nextDouble() * Math.pow(sparsities[i], 3);
                row[i] = sum;
            }
        }
        return new SensitivityTable(
                "wanda",
                SensitivityTable.Measure.KL_DIVERGENCE,
                layers.stream().map(Layer::id).toList(),
                sparsities,
                damage);
    }
}
