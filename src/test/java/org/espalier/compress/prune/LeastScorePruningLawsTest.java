package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

class LeastScorePruningLawsTest {
    /**
     * A layer's weights, some of them equal or zero, and the norms of its inputs, some of them
     * zero.
     */
    record Case(Layer layer, Tensor weight, LayerStatistics statistics) {
        float score(int row, int column) {
            return Math.abs(
                    weight.floatAt(layer.layout().index(row, column)) * statistics.norm(column));
        }
    }

    @Property(tries = 150)
    void rowsLoseTheirSmallestScoresInIndexOrderOfTies(
            @ForAll("cases") Case it, @ForAll @DoubleRange(max = 0.99) double share) {
        Mask mask = mask(it, new Target.Sparsity(share), Scope.ROW);
        BitSet expected = new BitSet();
        int columns = mask.columns();
        for (int row = 0; row < mask.rows(); row++) {
            sortedByScore(it, row * columns, columns)
                    .subList(0, (int) Math.floor(columns * share))
                    .forEach(expected::set);
        }
        assertEquals(new Mask(mask.rows(), columns, expected), mask);
    }

    @Property(tries = 150)
    void layersLoseTheirSmallestScoresInIndexOrderOfTies(
            @ForAll("cases") Case it, @ForAll @DoubleRange(max = 0.99) double share) {
        Mask mask = mask(it, new Target.Sparsity(share), Scope.LAYER);
        int count = mask.rows() * mask.columns();
        BitSet expected = new BitSet();
        sortedByScore(it, 0, count)
                .subList(0, (int) Math.floor(count * share))
                .forEach(expected::set);
        assertEquals(new Mask(mask.rows(), mask.columns(), expected), mask);
    }

    @Property(tries = 150)
    void everyGroupOfAPatternLosesItsSmallestScores(
            @ForAll("cases") Case it, @ForAll @IntRange(min = 2, max = 64) int m) {
        int n = 1 + m / 3;
        Mask mask = mask(it, new Target.NM(n, m), Scope.ROW);
        BitSet expected = new BitSet();
        for (int row = 0; row < mask.rows(); row++) {
            for (int start = 0; start + m <= mask.columns(); start += m) {
                sortedByScore(it, row * mask.columns() + start, m)
                        .subList(0, n)
                        .forEach(expected::set);
            }
        }
        assertEquals(new Mask(mask.rows(), mask.columns(), expected), mask);
    }

    @Property(tries = 60)
    void pruningAgainChangesNothing(
            @ForAll("cases") Case it, @ForAll("targets") Target target, @ForAll Scope scope) {
        Scope known = scope == Scope.GLOBAL ? Scope.LAYER : scope;
        Tensor once = mask(it, target, known).applyTo(it.weight(), it.layer().layout());
        Case again = new Case(it.layer(), once, it.statistics());
        Tensor twice = mask(again, target, known).applyTo(once, it.layer().layout());
        assertEquals(-1, once.data().mismatch(twice.data()));
    }

    @Property(tries = 60)
    void storageAndThreadsDoNotMatter(
            @ForAll("cases") Case it, @ForAll("targets") Target target, @ForAll boolean row) {
        Scope scope = row ? Scope.ROW : Scope.LAYER;
        Mask mask = mask(it, target, scope);
        Layer stored = Layers.matMul("a", mask.rows(), mask.columns());
        Case transposed = new Case(stored, Layers.transposed(it.weight()), it.statistics());
        assertEquals(mask, mask(transposed, target, scope));
        Case doubled = new Case(it.layer(), it.weight().cast(DType.FLOAT64), it.statistics());
        assertEquals(mask, mask(doubled, target, scope));
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            assertEquals(mask, alone.submit(() -> mask(it, target, scope)).join());
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 150),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.longs())
                .as(LeastScorePruningLawsTest::aCase);
    }

    @Provide
    Arbitrary<Target> targets() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 0.99).map(Target.Sparsity::new),
                Arbitraries.of(new Target.NM(2, 4), new Target.NM(4, 8), new Target.NM(1, 7)));
    }

    private static Case aCase(int rows, int columns, long seed) {
        Random random = new Random(seed);
        boolean coarse = random.nextBoolean();
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            float value = (float) random.nextGaussian();
            values[i] = coarse ? Math.round(value * 2) / 2f : value;
        }
        double[] norms = new double[columns];
        for (int i = 0; i < columns; i++) {
            norms[i] = coarse ? random.nextInt(3) : random.nextDouble();
        }
        return new Case(
                Layers.gemm("a", rows, columns),
                Tensor.of(Shape.of(rows, columns), values),
                Layers.norms(norms));
    }

    private static Mask mask(Case it, Target target, Scope scope) {
        return new Wanda().mask(it.layer(), it.weight(), it.statistics(), target, scope);
    }

    private static List<Integer> sortedByScore(Case it, int from, int count) {
        int columns = it.layer().layout().columns();
        List<Integer> indices =
                new ArrayList<>(IntStream.range(from, from + count).boxed().toList());
        indices.sort(Comparator.comparingDouble(i -> it.score(i / columns, i % columns)));
        return indices;
    }
}
