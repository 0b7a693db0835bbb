package org.espalier.analyze;

import org.espalier.model.Layer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * OWL: blocks in which more weights stand out stay denser, and the layers of a block are alike.
 * Outliers are counted in the layers that the preset may set. What is outside the blocks gets the
 * wanted share. All shares are then moved by as much, so that the zeros come out as asked for; the
 * last few go to single layers.
 *
 * <p>Source: Yin et al., "Outlier Weighed Layerwise Sparsity (OWL)", ICML 2024; see {@link
 * OwlSchedule} and {@link org.espalier.compress.prune.OutlierRatio}.
 *
 * @param outliers of the network that is planned for; asked anew for each plan
 */
public record OwlPreset(Supplier<BlockOutliers> outliers) implements Preset {
    @Override
    public String key() {
        return "owl";
    }

    @Override
    public String title() {
        return "OWL";
    }

    @Override
    public Plan plan(Request request) {
        BudgetProblem problem = BudgetProblem.of(request);
        List<PrunableWeight> items = problem.items();
        long[] counts = problem.level(wanted(problem, outliers.get()));
        new Settlement(items).settle(counts, problem.need());
        return problem.plan(counts);
    }

    /** The share of each item before all are moved. */
    private static double[] wanted(BudgetProblem problem, BlockOutliers outliers) {
        List<PrunableWeight> items = problem.items();
        int[] places = items.stream().mapToInt(item -> item.block(outliers.blocks())).toArray();
        Map<Integer, List<Layer>> inBlock = new TreeMap<>();
        for (int i = 0; i < places.length; i++) {
            inBlock.computeIfAbsent(places[i], place -> new ArrayList<>())
                    .addAll(items.get(i).layers());
        }
        inBlock.remove(PrunableWeight.OUTSIDE);
        double share = problem.uniformShare();
        double[] ratios = inBlock.values().stream().mapToDouble(outliers::ratio).toArray();
        Iterator<Double> sparsities =
                DoubleStream.of(OwlSchedule.sparsities(ratios, share)).iterator();
        Map<Integer, Double> shares = new TreeMap<>();
        inBlock.keySet().forEach(place -> shares.put(place, sparsities.next()));
        return IntStream.of(places)
                .mapToDouble(place -> shares.getOrDefault(place, share))
                .toArray();
    }
}
