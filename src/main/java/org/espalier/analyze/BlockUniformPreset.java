package org.espalier.analyze;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.espalier.model.Block;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The same sparsity of every block of a network, and within a block the shares of least damage.
 * What is outside the blocks is a block of its own.
 *
 * @param blocks of the network that is planned for; asked anew for each plan
 */
public record BlockUniformPreset(Supplier<List<Block>> blocks) implements Preset {
    @Override
    public String key() {
        return "block-uniform";
    }

    @Override
    public String title() {
        return "Uniform by block";
    }

    @Override
    public Plan plan(Request request) {
        BudgetProblem problem = BudgetProblem.of(request);
        List<PrunableWeight> items = problem.items();
        List<Block> all = blocks.get();
        Map<Integer, List<Integer>> groups =
                IntStream.range(0, items.size())
                        .boxed()
                        .collect(
                                groupingBy(
                                        i -> items.get(i).block(all),
                                        LinkedHashMap::new,
                                        toList()));
        long free = weights(items);
        long[] zeros = new long[items.size()];
        long done = 0;
        long given = 0;
        for (List<Integer> group : groups.values()) {
            List<PrunableWeight> own = group.stream().map(items::get).toList();
            done += weights(own);
            // The zeros of all blocks up to this one, rounded once, so that none are lost.
            long upTo = free == 0 ? 0 : Math.round((double) problem.need() * done / free);
            long[] counts = BudgetSolver.solve(problem.part(own, upTo - given));
            given = upTo;
            for (int i = 0; i < group.size(); i++) {
                zeros[group.get(i)] = counts[i];
            }
        }
        return problem.plan(zeros);
    }

    private static long weights(List<PrunableWeight> items) {
        return items.stream().mapToLong(item -> item.granularity().weights()).sum();
    }
}
