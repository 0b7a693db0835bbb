package org.espalier.tensor.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.MatrixPart;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.Random;

class FactorizationLawsTest {
    private static final float MARK = 7;

    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(2);

    @Property(tries = 40)
    void theFactorTimesItsTransposeIsTheMatrix(
            @ForAll @IntRange(min = 1, max = 150) int n, @ForAll long seed) {
        Tensor matrix = positiveDefinite(n, seed);
        Tensor factor = markedAbove(matrix);
        assertTrue(algebra.cholesky(factor));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += at(factor, i, k) * at(factor, j, k);
                }
                assertEquals(at(matrix, i, j), sum, 1e-4 * n);
            }
        }
        assertMarked(factor);
    }

    @Property(tries = 40)
    void theInverseTimesTheTriangleIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 150) int n, @ForAll long seed) {
        Tensor factor = markedAbove(positiveDefinite(n, seed));
        assertTrue(algebra.cholesky(factor));
        Tensor inverse = copy(factor);
        algebra.invertLower(inverse);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = j; k <= i; k++) {
                    sum += at(factor, i, k) * at(inverse, k, j);
                }
                assertEquals(i == j ? 1 : 0, sum, 1e-4);
            }
        }
        assertMarked(inverse);
    }

    @Property(tries = 40)
    void theSolutionTimesTheFactorizedMatrixIsTheRightSide(
            @ForAll @IntRange(min = 1, max = 100) int n,
            @ForAll @IntRange(max = 30) int rows,
            @ForAll long seed) {
        Tensor matrix = positiveDefinite(n, seed);
        Tensor factor = markedAbove(matrix);
        assertTrue(algebra.cholesky(factor));
        Tensor right = random(seed + 1, rows, n);
        Tensor solution = copy(right);
        algebra.solveFactorized(factor, solution);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += at(solution, i, k) * at(matrix, k, j);
                }
                assertEquals(at(right, i, j), sum, 1e-4);
            }
        }
        assertMarked(factor);
    }

    @Property(tries = 40)
    void aMatrixWithANegativeEigenvalueHasNoFactor(
            @ForAll @IntRange(min = 1, max = 100) int n, @ForAll long seed) {
        Tensor matrix = positiveDefinite(n, seed);
        long last = (long) n * n - 1;
        matrix.setDouble(last, -matrix.doubleAt(last));
        assertFalse(algebra.cholesky(matrix));
    }

    @Test
    void noNumbersHaveNoFactor() {
        assertFalse(algebra.cholesky(Tensor.of(Shape.of(1, 1), Float.NaN)));
        assertFalse(algebra.cholesky(Tensor.of(Shape.of(2, 2), 1f, 0, Float.NaN, 1)));
    }

    @Test
    void aSingularTriangleHasNoInverse() {
        Tensor triangle = Tensor.of(Shape.of(2, 2), 1f, 0, 1, 0);
        assertThrows(ArithmeticException.class, () -> algebra.invertLower(triangle));
    }

    @Property(tries = 60)
    void partsOfMatricesAreMultipliedWhereTheyLie(
            @ForAll @IntRange(max = 20) int m,
            @ForAll @IntRange(max = 20) int k,
            @ForAll @IntRange(max = 20) int n,
            @ForAll long seed) {
        Tensor a = random(seed, m + 3, k + 4);
        Tensor b = random(seed + 1, k + 1, n + 2);
        Tensor c = random(seed + 2, m + 2, n + 5);
        Tensor before = copy(c);
        algebra.subtractProduct(
                new MatrixPart(a, 3, 1, m, k),
                new MatrixPart(b, 0, 2, k, n),
                new MatrixPart(c, 1, 4, m, n));
        for (int i = 0; i < m + 2; i++) {
            for (int j = 0; j < n + 5; j++) {
                double expected = at(before, i, j);
                boolean inside = i >= 1 && i <= m && j >= 4 && j < n + 4;
                for (int inner = 0; inside && inner < k; inner++) {
                    expected -= at(a, i + 2, inner + 1) * at(b, inner, j - 2);
                }
                assertEquals(expected, at(c, i, j), 1e-4);
            }
        }
    }

    @Test
    void partsOutsideOrOfOtherSizesAreRefused() {
        Tensor matrix = random(1, 3, 4);
        assertThrows(IllegalArgumentException.class, () -> new MatrixPart(matrix, 2, 0, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new MatrixPart(matrix, 0, -1, 1, 1));
        MatrixPart part = new MatrixPart(matrix, 0, 0, 2, 3);
        assertThrows(
                IllegalArgumentException.class, () -> algebra.subtractProduct(part, part, part));
    }

    /** Symmetric with a diagonal that dominates, so that fp32 loses little. */
    private Tensor positiveDefinite(int n, long seed) {
        Tensor matrix = Tensor.zeros(DType.FLOAT32, Shape.of(n, n));
        algebra.addGram(random(seed, n + 5, n), matrix);
        algebra.mirror(matrix);
        for (int i = 0; i < n; i++) {
            matrix.setDouble((long) i * n + i, at(matrix, i, i) + n);
        }
        return matrix;
    }

    private static Tensor markedAbove(Tensor matrix) {
        Tensor marked = copy(matrix);
        int n = matrix.shape().intDim(0);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                marked.setDouble((long) i * n + j, MARK);
            }
        }
        return marked;
    }

    private static void assertMarked(Tensor matrix) {
        int n = matrix.shape().intDim(0);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                assertEquals(MARK, at(matrix, i, j));
            }
        }
    }

    private static Tensor copy(Tensor tensor) {
        return tensor.cast(DType.FLOAT64).cast(DType.FLOAT32);
    }

    private static double at(Tensor matrix, int row, int column) {
        return matrix.doubleAt(row * matrix.shape().dim(1) + column);
    }

    private static Tensor random(long seed, int rows, int columns) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(Shape.of(rows, columns), values);
    }
}
