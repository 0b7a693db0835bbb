package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.Layer;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;

import java.util.List;
import java.util.Map;

class AlpsLawsTest {
    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);

    @Property(tries = 30)
    void theMatrixLosesTheFloorOfItsShare(
            @ForAll @IntRange(min = 2, max = 80) int rows,
            @ForAll @IntRange(min = 2, max = 80) int columns,
            @ForAll @DoubleRange(max = 0.99) double share,
            @ForAll long seed) {
        Case it = new Case(rows, columns, seed);
        Tensor pruned = it.pruned(new Sparsity(share), new Alps(algebra), AlpsParams.DEFAULT);
        assertEquals((int) (rows * columns * share), zeros(pruned, 0, rows * columns));
    }

    @Property(tries = 30)
    void everyGroupOfAPatternHasItsZerosAndTheTailHasNone(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 2, max = 80) int columns,
            @ForAll @IntRange(min = 2, max = 64) int m,
            @ForAll long seed) {
        int n = 1 + m / 3;
        Case it = new Case(rows, columns, seed);
        Tensor pruned = it.pruned(new NM(n, m), new Alps(algebra), AlpsParams.DEFAULT);
        int tail = columns / m * m;
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            for (int first = 0; first < tail; first += m) {
                assertEquals(n, zeros(pruned, at + first, at + first + m));
            }
            assertEquals(0, zeros(pruned, at + tail, at + columns));
        }
    }

    @Property(tries = 20)
    void theOutputsChangeLessThanByWandaOrSparseGpt(
            @ForAll @IntRange(min = 16, max = 64) int rows,
            @ForAll @IntRange(min = 32, max = 80) int columns,
            @ForAll @DoubleRange(min = 0.3, max = 0.8) double share,
            @ForAll long seed) {
        Case it = new Case(rows, columns, seed);
        Target target = new Sparsity(share);
        double ours = it.error(it.pruned(target, new Alps(algebra), AlpsParams.DEFAULT));
        double sweep = it.error(it.pruned(target, new SparseGpt(algebra), SparseGptParams.DEFAULT));
        double wanda = it.error(it.pruned(target, new Wanda(), new PruneParams(null, false)));
        assertTrue(ours < sweep && ours < wanda, () -> ours + ", " + sweep + ", " + wanda);
    }

    private static int zeros(Tensor matrix, int first, int end) {
        int zeros = 0;
        for (int i = first; i < end; i++) {
            zeros += matrix.floatAt(i) == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** A layer of random weights on inputs that resemble their neighbours. */
    private final class Case {
        private final Layer layer;
        private final Tensor weight;
        private final LayerStatistics statistics;

        Case(int rows, int columns, long seed) {
            layer = Layers.gemm("a", rows, columns);
            weight = Layers.gaussian(seed, rows, columns);
            statistics =
                    Inputs.statistics(Inputs.correlated(seed + 1, 2 * columns, columns), algebra);
        }

        <P extends Params> Tensor pruned(Target target, CompressionMethod<P> method, P params) {
            CompressionTask<P> task =
                    new CompressionTask<>(
                            Layers.network(Map.of(layer, weight)),
                            List.of(layer),
                            params,
                            Map.of(layer.id(), target),
                            Map.of(layer.id(), statistics));
            return method.apply(task, Progress.NONE).network().weight(layer.weight());
        }

        double error(Tensor pruned) {
            Tensor lost = Tensor.zeros(DType.FLOAT32, weight.shape());
            for (int i = 0; i < weight.count(); i++) {
                lost.setDouble(i, weight.floatAt(i) - pruned.floatAt(i));
            }
            return Inputs.energy(lost, statistics.gram().get(0), algebra);
        }
    }
}
