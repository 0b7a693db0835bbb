package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.data.Npz;
import org.espalier.model.Layer;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

/** Every array that the published codes of magnitude pruning and Wanda gave, in every element. */
class OracleTest {
    private static final int ROWS = 96;
    private static final int COLUMNS = 256;

    private final Npz oracle = Npz.read(Path.of("src/test/resources/oracles/pruning_and_gptq.npz"));
    private final Tensor weight = oracle.array("W");

    @ParameterizedTest
    @CsvSource({
        "magnitude_50, 0.5",
        "magnitude_2_4, 2:4",
        "wanda_30, 0.3",
        "wanda_50, 0.5",
        "wanda_70, 0.7",
        "wanda_2_4, 2:4",
        "wanda_4_8, 4:8"
    })
    void isMetInEveryElementInBothLayoutsAndAsConvolution(String array, String written) {
        LeastScorePruning method = array.startsWith("wanda") ? new Wanda() : new Magnitude();
        Target target =
                written.contains(":")
                        ? Target.NM.parse(written)
                        : new Target.Sparsity(Double.parseDouble(written));
        Tensor expected = oracle.array(array);
        assertTrue(
                pruned(method, Layers.gemm("a", ROWS, COLUMNS), weight, target).sameBits(expected));
        assertTrue(
                pruned(method, Layers.matMul("a", ROWS, COLUMNS), Layers.transposed(weight), target)
                        .sameBits(Layers.transposed(expected)));
        Shape convolution = Shape.of(ROWS, COLUMNS, 1, 1);
        assertTrue(
                pruned(
                                method,
                                Layers.conv("a", ROWS, COLUMNS, 1, 1),
                                weight.reshape(convolution),
                                target)
                        .sameBits(expected.reshape(convolution)));
    }

    @ParameterizedTest
    @CsvSource({"wanda, 0.1", "wanda, 0.3", "magnitude, 0.7", "magnitude, 0.95"})
    void countsAreTheFloorOfTheProduct(String key, double share) {
        LeastScorePruning method = key.equals("wanda") ? new Wanda() : new Magnitude();
        Layer layer = Layers.gemm("a", ROWS, COLUMNS);
        Mask mask =
                method.mask(
                        layer, weight, statistics(), new Target.Sparsity(share), method.ownScope());
        long expected =
                key.equals("wanda")
                        ? ROWS * (long) Math.floor(COLUMNS * share)
                        : (long) Math.floor(ROWS * COLUMNS * share);
        assertEquals(expected, mask.count());
    }

    private Tensor pruned(LeastScorePruning method, Layer layer, Tensor stored, Target target) {
        CompressionResult result =
                method.apply(Layers.task(layer, stored, statistics(), target), Progress.NONE);
        assertEquals(target.sparsity(), result.layers().get(0).sparsity(), 1.0 / COLUMNS);
        return result.network().weight(layer.weight());
    }

    private LayerStatistics statistics() {
        Tensor inputs = oracle.array("X");
        double[] sums = new double[COLUMNS];
        for (int i = 0; i < inputs.count(); i++) {
            sums[i % COLUMNS] += inputs.doubleAt(i) * inputs.doubleAt(i);
        }
        return new LayerStatistics(inputs.count() / COLUMNS, sums, List.of());
    }
}
