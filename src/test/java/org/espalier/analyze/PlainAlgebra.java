package org.espalier.analyze;

import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.MatrixPart;
import org.espalier.tensor.Tensor;

/** Matrix products by definition, for tests. */
final class PlainAlgebra implements LinearAlgebra {
    @Override
    public void addGram(Tensor a, Tensor c) {
        int columns = a.shape().intDim(1);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = c.doubleAt((long) i * columns + j);
                for (int n = 0; n < a.shape().intDim(0); n++) {
                    sum += a.doubleAt((long) n * columns + i) * a.doubleAt((long) n * columns + j);
                }
                c.setDouble((long) i * columns + j, sum);
            }
        }
    }

    @Override
    public void addGramOfColumns(Tensor a, Tensor c) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void mirror(Tensor c) {}

    @Override
    public void multiply(Tensor a, Tensor b, Tensor c) {
        int inner = a.shape().intDim(1);
        int columns = b.shape().intDim(1);
        for (int i = 0; i < a.shape().intDim(0); i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += a.doubleAt((long) i * inner + k) * b.doubleAt((long) k * columns + j);
                }
                c.setDouble((long) i * columns + j, sum);
            }
        }
    }

    @Override
    public void subtractProduct(MatrixPart a, MatrixPart b, MatrixPart c) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean cholesky(Tensor a) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void invertLower(Tensor l) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void solveFactorized(Tensor l, Tensor b) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tensor solvePositiveDefinite(Tensor a, Tensor b) {
        throw new UnsupportedOperationException();
    }
}
