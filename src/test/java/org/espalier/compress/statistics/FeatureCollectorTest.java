package org.espalier.compress.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class FeatureCollectorTest {
    private final InputView view = new InputView("x", List.of(), 3, 1);
    private final Nd4jLinearAlgebra algebra = new Nd4jLinearAlgebra(1);

    @Test
    void everyVectorAlongTheLastAxisIsAToken() {
        StatisticsCollector collector = view.collector(Kind.GRAM, algebra);
        collector.add(Tensor.of(Shape.of(1, 2, 3), 1f, 2, 3, 4, 5, 6), null);
        collector.add(Tensor.of(Shape.of(1, 3), 1f, 0, -1), null);
        LayerStatistics statistics = collector.finish();
        assertEquals(3, statistics.tokens());
        assertArrayEquals(new double[] {18, 29, 46}, statistics.sumSquares());
        assertArrayEquals(
                new float[] {18, 22, 26, 22, 29, 36, 26, 36, 46},
                statistics.gram().get(0).toFloats());
    }

    @Test
    void normsAloneKeepNoGram() {
        StatisticsCollector collector = view.collector(Kind.NORMS, algebra);
        collector.add(Tensor.of(Shape.of(1, 3), 3f, 0, 0), null);
        LayerStatistics statistics = collector.finish();
        assertTrue(statistics.gram().isEmpty());
        assertEquals(3f, statistics.norm(0));
    }

    @Test
    void paddedTokensDoNotCount() {
        Tensor input = Tensor.of(Shape.of(2, 2, 3), 1f, 2, 3, 9, 9, 9, 4, 5, 6, 9, 9, 9);
        Tensor mask = Tensor.of(Shape.of(2, 2), 1L, 0, 1, 0);
        for (Tensor seen : List.of(input, input.reshape(Shape.of(4, 3)))) {
            StatisticsCollector collector = view.collector(Kind.GRAM, algebra);
            collector.add(seen, mask);
            LayerStatistics statistics = collector.finish();
            assertEquals(2, statistics.tokens());
            assertArrayEquals(new double[] {17, 29, 45}, statistics.sumSquares());
            assertEquals(2 + 20, statistics.gram().get(0).floatAt(1));
        }
    }

    @Test
    void aMaskOfOtherSizeDoesNotApply() {
        StatisticsCollector collector = view.collector(Kind.NORMS, algebra);
        collector.add(
                Tensor.of(Shape.of(2, 3), 1f, 2, 3, 4, 5, 6),
                Tensor.of(Shape.of(2, 2), 1L, 0, 1, 0));
        assertEquals(2, collector.finish().tokens());
    }

    @Test
    void sumsOverWideAndLongInputsAreExactToFp64() {
        int features = 2500;
        Random random = new Random(1);
        float[] values = new float[97 * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        StatisticsCollector collector =
                new InputView("x", List.of(), features, 1).collector(Kind.NORMS, algebra);
        collector.add(Tensor.of(Shape.of(97, features), values), null);
        double[] expected = new double[features];
        for (int i = 0; i < values.length; i++) {
            expected[i % features] += (double) values[i] * values[i];
        }
        assertArrayEquals(expected, collector.finish().sumSquares(), 1e-12);
    }
}
