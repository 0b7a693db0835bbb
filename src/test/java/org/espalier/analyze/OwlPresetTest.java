package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.espalier.analyze.Preset.Plan;
import org.espalier.analyze.Preset.Request;
import org.espalier.analyze.Schedule.Entry;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target.Sparsity;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.Weight;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Three blocks of two layers, a layer outside them, and a head. */
class OwlPresetTest {
    private static final double[] GRID = {0.25, 0.5, 0.75, 0.95};
    private static final int COLUMNS = 64;

    private final List<Layer> layers =
            List.of(
                    TestLayers.gemm("h.0.q", 8, COLUMNS),
                    TestLayers.gemm("h.0.up", 24, COLUMNS),
                    TestLayers.gemm("h.1.q", 8, COLUMNS),
                    TestLayers.gemm("h.1.up", 24, COLUMNS),
                    TestLayers.gemm("h.2.q", 8, COLUMNS),
                    TestLayers.gemm("h.2.up", 24, COLUMNS),
                    TestLayers.gemm("pooler", 16, COLUMNS),
                    TestLayers.gemm("lm_head", 32, COLUMNS));
    private final List<Block> blocks =
            IntStream.range(0, 3)
                    .mapToObj(
                            i -> new Block("h." + i, layers.subList(2 * i, 2 * i + 2), null, null))
                    .toList();
    private final float[][] values = new float[layers.size()][];
    private final float[][] norms = new float[layers.size()][COLUMNS];
    private final Preset preset = preset();
    private Schedule schedule = Schedule.uniform(layers, new Sparsity(0));

    /** The heavier the tails, the more weights stand out: least in the first block. */
    private Preset preset() {
        Random random = new Random(5);
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            float[] own = new float[Math.toIntExact(layer.weightCount())];
            for (int k = 0; k < own.length; k++) {
                own[k] = (float) Math.pow(random.nextGaussian(), 1 + i / 2 % 3);
            }
            for (int k = 0; k < COLUMNS; k++) {
                norms[i][k] = 1 + random.nextFloat();
            }
            values[i] = own;
            weights.put(
                    layer.weight(),
                    new Weight(
                            layer.weight(),
                            Tensor.of(layer.weightShape(), own),
                            Weight.Storage.INITIALIZER));
        }
        BlockOutliers outliers =
                new BlockOutliers(
                        TestLayers.network(weights),
                        blocks,
                        IntStream.range(0, norms.length)
                                .mapToObj(i -> new LayerInputs(layers.get(i).id(), 100, norms[i]))
                                .toList());
        return new OwlPreset(() -> outliers);
    }

    private Plan plan(double sparsity, Scope scope) {
        double[][] damage = new double[layers.size()][];
        Arrays.fill(damage, new double[] {0.01, 0.1, 0.3, 0.9});
        return preset.plan(
                new Request(
                        TestLayers.table(layers, GRID, damage),
                        layers,
                        schedule,
                        LayerScopes.all(scope),
                        sparsity));
    }

    private static double share(Plan plan, Layer layer) {
        return plan.schedule().target(layer.id()).orElseThrow().sparsity();
    }

    /**
     * The percentage of a block's |W| * |X| above five times their mean, as in the paper's code.
     */
    private double outliers(List<Layer> block) {
        List<Double> scores = new ArrayList<>();
        for (Layer layer : block) {
            int at = layers.indexOf(layer);
            for (int k = 0; k < values[at].length; k++) {
                scores.add((double) Math.abs(values[at][k]) * norms[at][k % COLUMNS]);
            }
        }
        double mean = scores.stream().mapToDouble(s -> s).average().orElseThrow();
        double above = scores.stream().filter(s -> s > 5 * mean).count();
        return above / scores.size() * 100;
    }

    private double[] paper(double sparsity) {
        double[] ratios = blocks.stream().mapToDouble(b -> outliers(b.layers())).toArray();
        double least = Arrays.stream(ratios).min().orElseThrow();
        double most = Arrays.stream(ratios).max().orElseThrow();
        double[] scaled = new double[ratios.length];
        for (int i = 0; i < ratios.length; i++) {
            scaled[i] = (ratios[i] - least) * (1 / (most - least) * 0.08 * 2);
        }
        double mean = Arrays.stream(scaled).average().orElseThrow();
        return Arrays.stream(scaled).map(s -> 1 - (s - mean + (1 - sparsity))).toArray();
    }

    @Test
    void sharesAreThoseOfThePapersCode() {
        double[] expected = paper(0.6);
        assertTrue(expected[0] > expected[1] && expected[1] > expected[2]);

        Plan plan = plan(0.6, Scope.LAYER);

        for (int i = 0; i < 6; i++) {
            Layer layer = layers.get(i);
            double step = 1.0 / layer.weightCount();
            assertEquals(expected[i / 2], share(plan, layer), step, layer.id().name());
        }
        assertEquals(0.6, share(plan, layers.get(6)), 1.0 / 1024, "outside the blocks");
        assertEquals(0, share(plan, layers.get(7)), "the head");
        assertEquals((long) (7168 * 0.6), plan.zeros());
        assertEquals("", plan.note());
    }

    @Test
    void layersOfABlockAreAlikeBeyondTheLastSteps() {
        Plan plan = plan(0.5, Scope.ROW);

        for (Block block : blocks) {
            double first = share(plan, block.layers().getFirst());
            assertEquals(first, share(plan, block.layers().getLast()), 1.0 / COLUMNS);
        }
        assertEquals(3584, plan.zeros());
    }

    @Test
    void ratiosAreCountedOnceForTheSameLayers() {
        Schedule before = plan(0.5, Scope.LAYER).schedule();
        for (float[] norm : norms) {
            Arrays.fill(norm, 0, COLUMNS / 2, 1000);
        }

        assertEquals(before, plan(0.5, Scope.LAYER).schedule());
        schedule = schedule.with(layers.get(1).id(), new Entry(new Sparsity(0.5), true));
        assertTrue(share(plan(0.5, Scope.LAYER), layers.get(0)) != share(before, 0));
    }

    private double share(Schedule of, int layer) {
        return of.target(layers.get(layer).id()).orElseThrow().sparsity();
    }

    @Test
    void saysWhatLockedLayersLeave() {
        for (int i = 0; i < 6; i++) {
            schedule = schedule.with(layers.get(i).id(), new Entry(new Sparsity(0.1), true));
        }

        Plan plan = plan(0.5, Scope.LAYER);

        assertEquals(0.95, share(plan, layers.get(6)), 1.0 / 1024, "as far as it is known");
        assertTrue(plan.note().startsWith("50.0 % is out of reach"), plan.note());
    }

    @Property(tries = 200)
    void theTotalIsExactAndLockedLayersStay(
            @ForAll @DoubleRange(min = 0.1, max = 0.85) double sparsity,
            @ForAll @DoubleRange(min = 0, max = 0.95) double locked,
            @ForAll @IntRange(min = 0, max = 5) int which) {
        Layer layer = layers.get(which);
        Entry entry = new Entry(new Sparsity(locked), true);
        schedule = Schedule.uniform(layers, new Sparsity(0)).with(layer.id(), entry);

        Plan plan = plan(sparsity, Scope.LAYER);
        Plan byRow = plan(sparsity, Scope.ROW);

        assertEquals(entry, plan.schedule().entries().get(layer.id()));
        assertEquals(plan.note().isEmpty(), plan.wanted() == plan.zeros());
        assertEquals((long) Math.floor(7168 * sparsity), plan.wanted());
        assertEquals(plan.zeros(), zeros(plan.schedule(), Scope.LAYER));
        assertEquals(entry, byRow.schedule().entries().get(layer.id()));
        long off = Math.abs(byRow.wanted() - byRow.zeros());
        assertTrue(!byRow.note().isEmpty() || off <= 4, "half a step");
    }

    private long zeros(Schedule of, Scope scope) {
        return layers.stream()
                .mapToLong(l -> Granularity.of(l, scope).zeros(of.target(l.id()).orElseThrow()))
                .sum();
    }
}
