package org.espalier.tensor.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.Random;

class Nd4jLinearAlgebraTest {
    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);

    @Test
    void gramSumsAreStreamedIntoTheUpperTriangle() {
        Tensor first = random(1, 70, 33);
        Tensor second = random(2, 5, 33);
        Tensor sum = Tensor.zeros(DType.FLOAT32, Shape.of(33, 33));
        algebra.addGram(first, sum);
        algebra.addGram(second, sum);
        algebra.addGram(Tensor.zeros(DType.FLOAT32, Shape.of(0, 33)), sum);
        for (int i = 0; i < 33; i++) {
            for (int j = 0; j < 33; j++) {
                double expected = j < i ? 0 : dot(first, i, j) + dot(second, i, j);
                assertEquals(expected, at(sum, i, j), 1e-4);
            }
        }
    }

    @Test
    void tokensMayBeColumnsToo() {
        Tensor rows = random(1, 70, 33);
        Tensor columns = Tensor.zeros(DType.FLOAT32, Shape.of(33, 70));
        for (int i = 0; i < 70 * 33; i++) {
            columns.setDouble(i % 33 * 70L + i / 33, rows.doubleAt(i));
        }
        Tensor sum = Tensor.zeros(DType.FLOAT32, Shape.of(33, 33));
        algebra.addGramOfColumns(columns, sum);
        assertEquals(dot(rows, 2, 30), at(sum, 2, 30), 1e-4);
        assertEquals(0, at(sum, 30, 2));
    }

    @Test
    void mirrorMakesTheSumSymmetric() {
        for (int n : new int[] {1, 63, 64, 65, 200}) {
            Tensor upper = Tensor.zeros(DType.FLOAT32, Shape.of(n, n));
            algebra.addGram(random(n, 10, n), upper);
            algebra.mirror(upper);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    assertEquals(at(upper, j, i), at(upper, i, j));
                }
            }
        }
    }

    @Test
    void productsAreThoseOfPlainLoops() {
        Tensor a = random(3, 17, 40);
        Tensor b = random(4, 40, 23);
        Tensor c = random(5, 17, 23);
        algebra.multiply(a, b, c);
        for (int i = 0; i < 17; i++) {
            for (int j = 0; j < 23; j++) {
                double expected = 0;
                for (int k = 0; k < 40; k++) {
                    expected += at(a, i, k) * at(b, k, j);
                }
                assertEquals(expected, at(c, i, j), 1e-4);
            }
        }
    }

    @Test
    void productsOfVectorsAndSingleElementsWork() {
        Tensor c = Tensor.zeros(DType.FLOAT32, Shape.of(1, 1));
        algebra.multiply(
                Tensor.of(Shape.of(1, 3), 1f, 2, 3), Tensor.of(Shape.of(3, 1), 4f, 5, 6), c);
        assertEquals(32, c.floatAt(0));
        Tensor outer = Tensor.zeros(DType.FLOAT32, Shape.of(2, 2));
        algebra.multiply(Tensor.of(Shape.of(2, 1), 1f, 2), Tensor.of(Shape.of(1, 2), 4f, 5), outer);
        assertEquals(10, outer.floatAt(3));
    }

    @Test
    void solutionsSatisfyTheirEquationsAndInputsStayAsTheyWere() {
        int n = 120;
        Tensor a = Tensor.zeros(DType.FLOAT64, Shape.of(n, n));
        Tensor rows = random(6, 2 * n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.setDouble((long) i * n + j, dot(rows, i, j) + (i == j ? 0.1 : 0));
            }
        }
        Tensor b = random(7, n, 3).cast(DType.FLOAT64);
        Tensor before = a.cast(DType.FLOAT32);
        Tensor x = algebra.solvePositiveDefinite(a, b);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                double left = 0;
                for (int k = 0; k < n; k++) {
                    left += at(a, i, k) * at(x, k, j);
                }
                assertEquals(at(b, i, j), left, 1e-9);
            }
        }
        assertEquals(-1, before.data().mismatch(a.cast(DType.FLOAT32).data()));
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsRefused() {
        Tensor a = Tensor.of(Shape.of(2, 2), 1f, 2, 2, 1).cast(DType.FLOAT64);
        Tensor b = Tensor.of(Shape.of(2, 1), 1f, 1).cast(DType.FLOAT64);
        assertThrows(ArithmeticException.class, () -> algebra.solvePositiveDefinite(a, b));
    }

    @Test
    void otherTypesAndShapesAreRefused() {
        Tensor a = random(1, 3, 4);
        assertThrows(IllegalArgumentException.class, () -> algebra.multiply(a, a, a));
        assertThrows(IllegalArgumentException.class, () -> algebra.solvePositiveDefinite(a, a));
        assertThrows(IllegalArgumentException.class, () -> algebra.addGram(a, a));
    }

    private static double at(Tensor matrix, int row, int column) {
        return matrix.doubleAt(row * matrix.shape().dim(1) + column);
    }

    private static double dot(Tensor rows, int i, int j) {
        double sum = 0;
        for (int row = 0; row < rows.shape().intDim(0); row++) {
            sum += at(rows, row, i) * at(rows, row, j);
        }
        return sum;
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
