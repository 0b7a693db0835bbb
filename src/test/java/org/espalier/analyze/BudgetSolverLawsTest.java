package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.espalier.analyze.Preset.Plan;
import org.espalier.analyze.Preset.Request;
import org.espalier.analyze.Schedule.Entry;
import org.espalier.compress.Target.Sparsity;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class BudgetSolverLawsTest {
    private static final double[] GRID = {0.2, 0.4, 0.6, 0.8};
    private final BudgetSolver solver = new BudgetSolver();

    /** One layer of an instance: its size and its damage at each sparsity of the grid. */
    record Line(int rows, int columns, double[] damage) {}

    @Property(tries = 300)
    void equalsBruteForceOnSmallInstances(
            @ForAll("small") List<Line> lines,
            @ForAll @DoubleRange(min = 0, max = 1) double budget) {
        Request request = request(lines, Scope.ROW, budget);

        Plan plan = solver.plan(request);

        BruteForce brute = new BruteForce(BudgetProblem.of(request));
        assertEquals(brute.miss, Math.abs(plan.zeros() - brute.problem.need()));
        assertEquals(brute.damage, plan.damage(), 1e-9);
    }

    @Property(tries = 200)
    void isNeverWorseThanUniform(
            @ForAll("large") List<Line> lines,
            @ForAll @DoubleRange(min = 0, max = 0.8) double share,
            @ForAll Scope scope) {
        Plan uniform = new UniformPreset().plan(request(lines, scope, share));

        Plan plan = solver.plan(request(lines, scope, uniform.sparsity() + 1e-12));

        assertEquals(uniform.zeros(), plan.zeros());
        assertTrue(plan.damage() <= uniform.damage() + 1e-12);
    }

    @Property(tries = 200)
    void isNeverWorseThanTakingTheCheapestCellsGreedily(
            @ForAll("large") List<Line> lines,
            @ForAll @DoubleRange(min = 0, max = 0.8) double share) {
        Request request = request(lines, Scope.LAYER, share);
        Greedy greedy = new Greedy(BudgetProblem.of(request));

        Plan plan = solver.plan(request(lines, Scope.LAYER, greedy.sparsity() + 1e-12));

        assertEquals(greedy.zeros, plan.zeros());
        assertTrue(plan.damage() <= greedy.damage + 1e-9, plan.damage() + " " + greedy.damage);
    }

    @Property(tries = 200)
    void neverLessDamageForMoreZeros(
            @ForAll("small") List<Line> lines,
            @ForAll @DoubleRange(min = 0, max = 0.8) double less,
            @ForAll @DoubleRange(min = 0, max = 0.8) double more) {
        Plan low = solver.plan(request(lines, Scope.LAYER, Math.min(less, more)));
        Plan high = solver.plan(request(lines, Scope.LAYER, Math.max(less, more)));

        assertTrue(low.damage() <= high.damage() + 1e-12);
    }

    @Property(tries = 200)
    void staysAboveTheBoundAndReachesTheBudget(
            @ForAll("large") List<Line> lines,
            @ForAll @DoubleRange(min = 0, max = 0.79) double budget) {
        Plan plan = solver.plan(request(lines, Scope.LAYER, budget));

        assertTrue(plan.bound() <= plan.damage());
        assertEquals((long) Math.floor(plan.weights() * budget), plan.zeros());
        assertEquals(plan.zeros(), zeros(plan.schedule(), layers(lines), Scope.LAYER));
    }

    @Property(tries = 100)
    void keepsLockedLayers(
            @ForAll("large") List<Line> lines,
            @ForAll @DoubleRange(min = 0, max = 1) double budget,
            @ForAll @DoubleRange(min = 0, max = 0.99) double locked,
            @ForAll @IntRange(min = 0, max = 3) int which) {
        Request open = request(lines, Scope.ROW, budget);
        Layer layer = open.layers().get(which % lines.size());
        Entry entry = new Entry(new Sparsity(locked), true);
        Schedule schedule = open.current().with(layer.id(), entry);

        Plan plan =
                solver.plan(
                        new Request(
                                open.table(),
                                open.layers(),
                                schedule,
                                LayerScopes.all(Scope.ROW),
                                budget));

        assertEquals(entry, plan.schedule().entries().get(layer.id()));
        assertEquals(plan.zeros(), zeros(plan.schedule(), open.layers(), Scope.ROW));
    }

    @Provide
    Arbitrary<List<Line>> small() {
        return line(Arbitraries.integers().between(1, 4), Arbitraries.integers().between(2, 9))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Line>> large() {
        return line(Arbitraries.integers().between(1, 64), Arbitraries.integers().between(5, 600))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static Arbitrary<Line> line(Arbitrary<Integer> rows, Arbitrary<Integer> columns) {
        Arbitrary<double[]> rises =
                Arbitraries.doubles().between(0, 10).array(double[].class).ofSize(GRID.length);
        return Combinators.combine(rows, columns, rises)
                .as((r, c, d) -> new Line(r, c, cumulative(d)));
    }

    private static double[] cumulative(double[] rises) {
        double[] sums = rises.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }

    private static List<Layer> layers(List<Line> lines) {
        List<Layer> layers = new ArrayList<>();
        for (Line line : lines) {
            layers.add(TestLayers.gemm("layer" + layers.size(), line.rows(), line.columns()));
        }
        return layers;
    }

    private static Request request(List<Line> lines, Scope scope, double budget) {
        List<Layer> layers = layers(lines);
        double[][] damage = lines.stream().map(Line::damage).toArray(double[][]::new);
        Schedule schedule = Schedule.uniform(layers, new Sparsity(0));
        return new Request(
                TestLayers.table(layers, GRID, damage),
                layers,
                schedule,
                LayerScopes.all(scope),
                budget);
    }

    private static long zeros(Schedule schedule, List<Layer> layers, Scope scope) {
        return layers.stream()
                .mapToLong(
                        layer ->
                                Granularity.of(layer, scope)
                                        .zeros(schedule.target(layer.id()).orElseThrow()))
                .sum();
    }

    /** Tries every reachable count of every layer. */
    private static final class BruteForce {
        private final BudgetProblem problem;
        private long miss = Long.MAX_VALUE;
        private long zeros;
        private double damage = Double.POSITIVE_INFINITY;

        BruteForce(BudgetProblem problem) {
            this.problem = problem;
            descend(0, 0, 0);
        }

        private void descend(int item, long zeros, double sum) {
            if (item == problem.items().size()) {
                take(zeros, sum);
                return;
            }
            PrunableWeight it = problem.items().get(item);
            for (long z = 0; z <= it.curve().limit(); z += it.granularity().step()) {
                descend(item + 1, zeros + z, sum + it.curve().at(z));
            }
        }

        /** Nearest first, of two equally near sums the lower one, then least damage. */
        private void take(long zeros, double sum) {
            long off = Math.abs(zeros - problem.need());
            int order = Long.compare(off, miss);
            order = order == 0 ? Long.compare(zeros, this.zeros) : order;
            if (order < 0 || order == 0 && sum < damage) {
                miss = off;
                this.zeros = zeros;
                damage = sum;
            }
        }
    }

    /** Takes the next cell with the least damage per weight until the budget is met. */
    private static final class Greedy {
        private final BudgetProblem problem;
        private long zeros;
        private double damage;

        Greedy(BudgetProblem problem) {
            this.problem = problem;
            long[] counts = new long[problem.items().size()];
            while (zeros < problem.need()) {
                int next = 0;
                for (int i = 1; i < counts.length; i++) {
                    if (slope(i, counts) < slope(next, counts)) {
                        next = i;
                    }
                }
                DamageCurve curve = problem.items().get(next).curve();
                long room = curve.roomUp(counts[next]);
                damage += curve.at(counts[next] + room) - curve.at(counts[next]);
                counts[next] += room;
                zeros += room;
            }
        }

        private double slope(int item, long[] counts) {
            return problem.items().get(item).curve().slopeUp(counts[item]);
        }

        double sparsity() {
            return (double) zeros / problem.weights();
        }
    }
}
