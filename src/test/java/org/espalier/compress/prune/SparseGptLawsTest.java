package org.espalier.compress.prune;

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

import org.espalier.base.Progress;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;

import java.util.List;
import java.util.Map;

class SparseGptLawsTest {
    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);

    /** A layer's weight and the inputs that it saw, one token a row. */
    record Case(Tensor weight, Tensor inputs, int blockSize) {
        int rows() {
            return weight.shape().intDim(0);
        }

        int columns() {
            return weight.shape().intDim(1);
        }
    }

    @Property(tries = 60)
    void everyBlockLosesTheFloorOfItsShare(
            @ForAll("cases") Case it, @ForAll @DoubleRange(max = 0.99) double share) {
        Tensor pruned = pruned(it, it.weight(), new Target.Sparsity(share));
        for (int first = 0; first < it.columns(); first += it.blockSize()) {
            int end = Math.min(it.columns(), first + it.blockSize());
            int expected = (int) Math.floor(it.rows() * (end - first) * share);
            int zeros = 0;
            for (int row = 0; row < it.rows(); row++) {
                zeros += zeros(pruned, row, first, end);
            }
            assertEquals(expected, zeros);
        }
    }

    @Property(tries = 60)
    void everyGroupOfAPatternHasItsZerosAndTheTailHasNone(
            @ForAll("cases") Case it, @ForAll @IntRange(min = 2, max = 64) int m) {
        int n = 1 + m / 3;
        Tensor pruned = pruned(it, it.weight(), new Target.NM(n, m));
        int tail = it.columns() / m * m;
        for (int row = 0; row < it.rows(); row++) {
            for (int first = 0; first < tail; first += m) {
                assertEquals(n, zeros(pruned, row, first, first + m));
            }
            assertEquals(0, zeros(pruned, row, tail, it.columns()));
        }
    }

    @Property(tries = 40)
    void pruningAgainChangesNothing(@ForAll("cases") Case it, @ForAll("targets") Target target) {
        Tensor once = pruned(it, it.weight(), target);
        assertTrue(once.sameBits(pruned(it, once, target)));
    }

    @Property(tries = 40)
    void theBlocksOfAPatternDoNotMatter(@ForAll("cases") Case it) {
        Target pattern = new Target.NM(2, 4);
        Tensor expected = pruned(it, it.weight(), pattern);
        Case whole = new Case(it.weight(), it.inputs(), it.columns());
        assertTrue(error(it, expected) < 1.001 * error(it, pruned(whole, it.weight(), pattern)));
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(8, 150),
                        Arbitraries.integers().between(8, 200),
                        Arbitraries.integers().between(8, 128),
                        Arbitraries.longs())
                .as(
                        (rows, columns, blockSize, seed) ->
                                new Case(
                                        Layers.gaussian(seed, rows, columns),
                                        Inputs.correlated(seed + 1, 2 * columns, columns),
                                        blockSize));
    }

    @Provide
    Arbitrary<Target> targets() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 0.99).map(Target.Sparsity::new),
                Arbitraries.of(new Target.NM(2, 4), new Target.NM(4, 8), new Target.NM(1, 7)));
    }

    private Tensor pruned(Case it, Tensor weight, Target target) {
        Layer layer = Layers.gemm("a", it.rows(), it.columns());
        CompressionTask<SparseGptParams> task =
                new CompressionTask<>(
                        Layers.network(Map.of(layer, weight)),
                        List.of(layer),
                        new SparseGptParams(0.01, it.blockSize()),
                        Map.of(layer.id(), target),
                        Map.of(layer.id(), statistics(it)));
        return new SparseGpt(algebra).apply(task, Progress.NONE).network().weight(layer.weight());
    }

    private LayerStatistics statistics(Case it) {
        return Inputs.statistics(it.inputs(), algebra);
    }

    private double error(Case it, Tensor pruned) {
        Tensor difference = Tensor.zeros(DType.FLOAT32, it.weight().shape());
        for (int i = 0; i < it.weight().count(); i++) {
            difference.setDouble(i, it.weight().floatAt(i) - pruned.floatAt(i));
        }
        return Inputs.energy(difference, statistics(it).gram().get(0), algebra);
    }

    private static int zeros(Tensor matrix, int row, int first, int end) {
        int zeros = 0;
        for (int column = first; column < end; column++) {
            zeros += matrix.floatAt(row * matrix.shape().dim(1) + column) == 0 ? 1 : 0;
        }
        return zeros;
    }
}
