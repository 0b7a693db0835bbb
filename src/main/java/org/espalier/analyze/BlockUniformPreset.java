package org.espalier.analyze;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.espalier.model.Block;
import org.espalier.model.LayerId;

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
    private static final int OUTSIDE = -1;

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
                                        i -> place(items.get(i), all),
                                        LinkedHashMap::new,
                                        toList()));
        long free = weights(items);
        double[] shares = new double[items.size()];
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
                shares[group.get(i)] = own.get(i).granularity().share(counts[i]);
            }
        }
        return problem.plan(shares, items.stream().mapToLong(item -> item.curve().limit()).sum());
    }

    private static int place(PrunableWeight item, List<Block> blocks) {
        LayerId first = item.layers().getFirst().id();
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).layers().stream().anyMatch(l -> l.id().equals(first)))
                .findFirst()
                .orElse(OUTSIDE);
    }

    private static long weights(List<PrunableWeight> items) {
        return items.stream().mapToLong(item -> item.granularity().weights()).sum();
    }
}
