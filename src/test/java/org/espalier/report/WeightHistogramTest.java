package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.Mask;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.BitSet;

class WeightHistogramTest {
    private static final MatrixLayout BY_ROW = new MatrixLayout(2, 4, 4, 1, 1);
    private static final MatrixLayout BY_COLUMN = new MatrixLayout(2, 4, 1, 2, 1);
    private static final Tensor WEIGHT =
            Tensor.of(
                    org.espalier.tensor.Shape.of(2, 4),
                    -1f,
                    -0.6f,
                    0.1f,
                    0.3f,
                    0.55f,
                    1f,
                    Float.NaN,
                    Float.NEGATIVE_INFINITY);
    private static final Tensor TRANSPOSED =
            Tensor.of(
                    org.espalier.tensor.Shape.of(4, 2),
                    -1f,
                    0.55f,
                    -0.6f,
                    1f,
                    0.1f,
                    Float.NaN,
                    0.3f,
                    Float.NEGATIVE_INFINITY);

    private static Mask mask(int... bits) {
        BitSet set = new BitSet();
        for (int bit : bits) {
            set.set(bit);
        }
        return new Mask(2, 4, set);
    }

    @Test
    void countsWhatIsFinite() {
        WeightHistogram counts = WeightHistogram.of(WEIGHT, BY_ROW, 4, null);
        assertEquals(-1, counts.low());
        assertEquals(1, counts.high());
        assertArrayEquals(new long[] {2, 0, 2, 2}, counts.counts());
        assertArrayEquals(new long[4], counts.removed());
        assertEquals(Double.NaN, counts.threshold());
    }

    @Test
    void theThresholdIsTheLargestRemovedIfAllBelowGo() {
        WeightHistogram counts = WeightHistogram.of(WEIGHT, BY_ROW, 4, mask(2, 3, 4));
        assertArrayEquals(new long[] {0, 0, 2, 1}, counts.removed());
        assertEquals(0.55f, counts.threshold());
    }

    @Test
    void aScoreThatIsNotTheSizeHasNoThreshold() {
        WeightHistogram counts = WeightHistogram.of(WEIGHT, BY_ROW, 4, mask(3, 4));
        assertArrayEquals(new long[] {0, 0, 1, 1}, counts.removed());
        assertEquals(Double.NaN, counts.threshold());
    }

    @Test
    void isTheSameHoweverTheWeightIsStored() {
        WeightHistogram one = WeightHistogram.of(WEIGHT, BY_ROW, 8, mask(0, 2));
        WeightHistogram other = WeightHistogram.of(TRANSPOSED, BY_COLUMN, 8, mask(0, 2));
        assertArrayEquals(one.counts(), other.counts());
        assertArrayEquals(one.removed(), other.removed());
    }
}
