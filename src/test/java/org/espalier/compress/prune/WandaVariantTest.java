package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.Layer;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Map;

class WandaVariantTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7})
    void rowsLoseTheLongestPrefixWithinACommonShareOfTheirSum(double share) {
        Tensor weight = Layers.gaussian(7, 64, 256);
        Layer layer = Layers.gemm("fc", 64, 256);
        LayerStatistics norms = Layers.randomNorms(8, 256);
        ScoreMatrix scores =
                new ScoreMatrix(
                        new StoredRows(layer.id(), weight, layer.layout()),
                        new Wanda().scales(layer, norms));
        int[] counts = new WandaVariant(scores, share).counts().counts();
        double lowest = 0;
        double highest = 1;
        for (int row = 0; row < 64; row++) {
            double[] sorted = new double[256];
            for (int i = 0; i < 256; i++) {
                sorted[i] = Math.abs(weight.floatAt(row * 256 + i) * norms.norm(i));
            }
            Arrays.sort(sorted);
            double sum = Arrays.stream(sorted).sum();
            double prefix = Arrays.stream(sorted, 0, counts[row]).sum();
            lowest = Math.max(lowest, prefix / sum);
            highest = Math.min(highest, (prefix + sorted[counts[row]]) / sum);
        }
        assertTrue(lowest <= highest, "one alpha serves all rows: " + lowest + " " + highest);
        assertEquals(share, Arrays.stream(counts).sum() / (64.0 * 256), 1e-3);
        assertTrue(Arrays.stream(counts).distinct().count() > 1);
    }

    @Test
    void theLayerIsPrunedByTheseCounts() {
        LayerOutcome outcome = outcome(Layers.gaussian(7, 64, 256), 0.5);
        assertEquals(0.5, outcome.sparsity(), 1e-3);
        assertEquals("", outcome.note());
    }

    @Test
    void aSparsityOutOfReachIsReported() {
        float[] equal = new float[64 * 256];
        Arrays.fill(equal, 1);
        LayerOutcome outcome = outcome(Tensor.of(Shape.of(64, 256), equal), 0.95);
        assertTrue(outcome.sparsity() < 0.9);
        assertTrue(outcome.note().contains("not 0.9500"), outcome.note());
    }

    @Test
    void aPatternLeavesNothingToAVariant() {
        Tensor weight = Layers.gaussian(7, 64, 256);
        String message =
                assertThrows(UserFacingException.class, () -> outcome(weight, new Target.NM(2, 4)))
                        .getMessage();
        assertTrue(message.contains("which the pattern 2:4 fixes"), message);
    }

    private static LayerOutcome outcome(Tensor weight, double share) {
        return outcome(weight, new Sparsity(share));
    }

    private static LayerOutcome outcome(Tensor weight, Target target) {
        Layer layer = Layers.gemm("fc", 64, 256);
        double[] ones = new double[256];
        Arrays.fill(ones, 1);
        CompressionTask<PruneParams> plain = Layers.task(layer, weight, Layers.norms(ones), target);
        CompressionTask<PruneParams> task =
                new CompressionTask<>(
                        plain.network(),
                        plain.layers(),
                        new PruneParams(null, true),
                        plain.targets(),
                        Map.copyOf(plain.statistics()));
        return new Wanda().apply(task, Progress.NONE).layers().get(0);
    }
}
