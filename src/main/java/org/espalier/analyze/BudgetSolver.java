package org.espalier.analyze;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The budgeted preset: the schedule with the least summed damage under a global sparsity.
 *
 * <p>That is a multiple-choice knapsack over the layer x sparsity table, damage linear between the
 * cells. Small models are solved to the optimum by dynamic programming over counts of zeros. For
 * larger ones the best of four starts is taken: the Lagrangian relaxation, the program on coarser
 * counts, the cheapest cells one after the other, and the uniform schedule; all but the last are
 * improved by exchanges between layers. Each is then settled on counts that the method can reach.
 * What is shown is what is reached, and {@link Preset.Plan#gap()} tells how far from the least
 * possible damage it can be.
 *
 * <p>300 layers of 20 sparsities take a few milliseconds. Layers whose damage is not known at all
 * stay dense, and no layer goes beyond the largest sparsity known of it.
 */
public final class BudgetSolver implements Preset {
    @Override
    public String key() {
        return "budgeted";
    }

    @Override
    public String title() {
        return "Budgeted (least damage)";
    }

    @Override
    public Plan plan(Request request) {
        BudgetProblem problem = BudgetProblem.of(request);
        return problem.plan(solve(problem));
    }

    /** The zeros of each item, of least damage together. */
    static long[] solve(BudgetProblem problem) {
        CountProgram program = new CountProgram(problem.items(), problem.need());
        if (program.exact()) {
            return program.counts(problem.need());
        }
        long[] relaxed = new Relaxation(problem.items()).counts(problem.need());
        long[] coarse = program.counts(problem.need());
        long[] cheapest = cheapestCells(problem);
        Exchange exchange = new Exchange(problem.items());
        Stream.of(relaxed, coarse, cheapest).forEach(exchange::improve);
        return best(
                problem,
                List.of(
                        relaxed,
                        coarse,
                        cheapest,
                        problem.level(new double[problem.items().size()])));
    }

    /** Cells of least damage per weight, one after the other, the last one in part. */
    private static long[] cheapestCells(BudgetProblem problem) {
        List<DamageCurve> curves = problem.items().stream().map(PrunableWeight::curve).toList();
        long[] counts = new long[curves.size()];
        long left = problem.need();
        while (left > 0) {
            int next = 0;
            for (int i = 1; i < counts.length; i++) {
                if (curves.get(i).slopeUp(counts[i]) < curves.get(next).slopeUp(counts[next])) {
                    next = i;
                }
            }
            long taken = Math.min(left, curves.get(next).roomUp(counts[next]));
            counts[next] += taken;
            left -= taken;
        }
        return counts;
    }

    private static long[] best(BudgetProblem problem, List<long[]> starts) {
        Settlement settlement = new Settlement(problem.items());
        starts.forEach(counts -> settlement.settle(counts, problem.need()));
        long nearest = starts.stream().mapToLong(c -> miss(c, problem)).min().orElse(0);
        Stream<long[]> best = starts.stream().filter(c -> miss(c, problem) == nearest);
        return best.min((a, b) -> Double.compare(problem.damage(a), problem.damage(b)))
                .orElseThrow();
    }

    private static long miss(long[] counts, BudgetProblem problem) {
        return Math.abs(problem.need() - LongStream.of(counts).sum());
    }
}
