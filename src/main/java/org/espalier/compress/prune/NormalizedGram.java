package org.espalier.compress.prune;

import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A Gram matrix with a damped diagonal, every input feature scaled to a norm of 1.
 *
 * @param matrix (columns, columns), symmetric, FLOAT32; its diagonal holds ones
 * @param norms what the input features were divided by, and their weights are multiplied with; 1 if
 *     no input was ever other than zero
 * @param dead input features that were zero on all tokens
 */
record NormalizedGram(Tensor matrix, float[] norms, int[] dead) {
    /**
     * Normalizes.
     *
     * @param gram (columns, columns), symmetric
     * @param dampening added to the diagonal, as a share of its mean
     * @param room for the matrix
     * @return nothing if the inputs hold numbers that are not finite
     */
    static Optional<NormalizedGram> of(Tensor gram, double dampening, Arena room) {
        int columns = gram.shape().intDim(0);
        double[] squares =
                IntStream.range(0, columns)
                        .mapToDouble(i -> gram.doubleAt((long) i * columns + i))
                        .toArray();
        double mean = Arrays.stream(squares).average().orElse(0);
        if (!Double.isFinite(mean)) {
            return Optional.empty();
        }
        int[] dead = IntStream.range(0, columns).filter(i -> squares[i] == 0).toArray();
        float[] norms = new float[columns];
        for (int i = 0; i < columns; i++) {
            norms[i] = mean == 0 ? 1 : (float) Math.sqrt(squares[i] + dampening * mean);
        }
        return Optional.of(new NormalizedGram(scaled(gram, norms, room), norms, dead));
    }

    private static Tensor scaled(Tensor gram, float[] norms, Arena room) {
        int n = norms.length;
        Tensor result = Tensor.zeros(DType.FLOAT32, gram.shape(), room);
        IntStream.range(0, n)
                .parallel()
                .forEach(
                        row -> {
                            float[] values = new float[n];
                            gram.copyFloats((long) row * n, values, n);
                            for (int i = 0; i < n; i++) {
                                values[i] = values[i] / norms[row] / norms[i];
                            }
                            values[row] = 1;
                            MemorySegment.copy(
                                    values,
                                    0,
                                    result.data(),
                                    Tensor.F32,
                                    (long) row * n * Float.BYTES,
                                    n);
                        });
        return result;
    }
}
