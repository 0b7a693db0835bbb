package org.espalier.compress.prune;

import org.espalier.compress.LayerStatistics;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.List;

/** What layers see, made by hand. */
final class Inputs {
    private Inputs() {}

    /**
     * Norms and Gram matrix.
     *
     * @param inputs one token a row
     */
    static LayerStatistics statistics(Tensor inputs, LinearAlgebra algebra) {
        int columns = inputs.shape().intDim(1);
        Tensor gram = Tensor.zeros(DType.FLOAT32, Shape.of(columns, columns));
        algebra.addGram(inputs, gram);
        algebra.mirror(gram);
        double[] squares = new double[columns];
        for (int i = 0; i < columns; i++) {
            squares[i] = gram.doubleAt((long) i * columns + i);
        }
        return new LayerStatistics(inputs.shape().dim(0), squares, List.of(gram));
    }

    /** Inputs of which each feature has much of the one before it. */
    static Tensor correlated(long seed, int tokens, int columns) {
        Tensor inputs = Layers.gaussian(seed, tokens, columns);
        for (long i = 0; i < inputs.count(); i++) {
            if (i % columns > 0) {
                inputs.setDouble(i, 0.6 * inputs.doubleAt(i) + 0.8 * inputs.doubleAt(i - 1));
            }
        }
        return inputs;
    }

    /** tr(M G M^T): the squares of the outputs of a weight M, summed over all inputs. */
    static double energy(Tensor matrix, Tensor gram, LinearAlgebra algebra) {
        Tensor product = Tensor.zeros(DType.FLOAT32, matrix.shape());
        algebra.multiply(matrix, gram, product);
        double sum = 0;
        for (int i = 0; i < matrix.count(); i++) {
            sum += matrix.doubleAt(i) * product.doubleAt(i);
        }
        return sum;
    }
}
