package org.espalier.compress.prune;

import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What SparseGPT knows of a layer's inputs: the upper triangular U with H^-1 = U^T U, where H is
 * the Gram matrix of the inputs with a damped diagonal.
 *
 * <p>U is found without inverting H: with the columns in reversed order H = L L^T, and U is L^-1 in
 * reversed order. H is scaled to a mean diagonal of 1, which changes no result and keeps fp32 in
 * its range. The lower triangle of {@code u} holds zeros.
 *
 * @param u (columns, columns)
 * @param dead input features that were zero on all tokens; they do not interact with the others
 * @param dampening that made H positive definite, as a share of the mean diagonal
 */
record InverseFactor(Tensor u, int[] dead, double dampening) {
    private static final double STEP = 10;
    private static final double MOST = 1;

    /**
     * Factorizes, with ten times the dampening as often as needed, up to 1.
     *
     * @param gram (columns, columns), symmetric
     * @param room for the factor
     * @return nothing if H is not positive definite even then, which only numbers that are not
     *     finite do
     */
    static Optional<InverseFactor> of(
            Tensor gram, double dampening, LinearAlgebra algebra, Arena room) {
        int columns = gram.shape().intDim(0);
        double[] diagonal =
                IntStream.range(0, columns)
                        .mapToDouble(i -> gram.doubleAt((long) i * columns + i))
                        .toArray();
        int[] dead = IntStream.range(0, columns).filter(i -> diagonal[i] == 0).toArray();
        double trace = Arrays.stream(diagonal).sum();
        float scale = (float) (trace == 0 ? 1 : columns / trace);
        double damping = dampening;
        Tensor h = Tensor.zeros(DType.FLOAT32, gram.shape(), room);
        while (true) {
            reverse(gram, scale, damping, h);
            if (Double.isFinite(trace) && algebra.cholesky(h)) {
                algebra.invertLower(h);
                reverse(h);
                return Optional.of(new InverseFactor(h, dead, damping));
            }
            if (damping >= MOST) {
                return Optional.empty();
            }
            damping = Math.min(MOST, damping * STEP);
        }
    }

    /** Writes the lower triangle of H with rows and columns in reversed order. */
    private static void reverse(Tensor gram, float scale, double damping, Tensor into) {
        int n = gram.shape().intDim(0);
        IntStream.range(0, n)
                .parallel()
                .forEach(
                        row -> {
                            int from = n - 1 - row;
                            float[] values = new float[n];
                            gram.copyFloats((long) from * n, values, n);
                            float[] mirrored = new float[row + 1];
                            for (int i = 0; i < row; i++) {
                                mirrored[i] = values[n - 1 - i] * scale;
                            }
                            float own = values[from] == 0 ? 1 : values[from] * scale;
                            mirrored[row] = (float) (own + damping);
                            MemorySegment.copy(
                                    mirrored,
                                    0,
                                    into.data(),
                                    Tensor.F32,
                                    (long) row * n * Float.BYTES,
                                    mirrored.length);
                        });
    }

    /** Turns rows and columns round, in place. */
    private static void reverse(Tensor matrix) {
        int n = matrix.shape().intDim(0);
        IntStream.range(0, (n + 1) / 2)
                .parallel()
                .forEach(
                        row -> {
                            float[] upper = reversedRow(matrix, row);
                            float[] lower = reversedRow(matrix, n - 1 - row);
                            put(matrix, row, lower);
                            put(matrix, n - 1 - row, upper);
                        });
    }

    private static float[] reversedRow(Tensor matrix, int row) {
        int n = matrix.shape().intDim(1);
        float[] values = new float[n];
        matrix.copyFloats((long) row * n, values, n);
        for (int i = 0; i < n / 2; i++) {
            float value = values[i];
            values[i] = values[n - 1 - i];
            values[n - 1 - i] = value;
        }
        return values;
    }

    private static void put(Tensor matrix, int row, float[] values) {
        MemorySegment.copy(
                values,
                0,
                matrix.data(),
                Tensor.F32,
                (long) row * values.length * Float.BYTES,
                values.length);
    }
}
