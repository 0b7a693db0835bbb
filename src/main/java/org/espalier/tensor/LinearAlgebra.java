package org.espalier.tensor;

/**
 * Dense linear algebra on row-major fp32 matrices.
 *
 * <p>The methods write into tensors that the caller owns, so that streaming sums need no copies.
 */
public interface LinearAlgebra {
    /**
     * C += A^T A, in full (both triangles): the Gram matrix of the rows of {@code a}.
     *
     * @param a (n, c), one token or unfolded patch per row
     * @param c (c, c), symmetric
     */
    void addGram(Tensor a, Tensor c);

    /**
     * C = A B.
     *
     * @param a (m, k)
     * @param b (k, n)
     * @param c (m, n)
     */
    void multiply(Tensor a, Tensor b, Tensor c);

    /**
     * Solves A X = B for symmetric positive definite A by Cholesky, in fp64.
     *
     * @param a (n, n), FLOAT64
     * @param b (n, k), FLOAT64
     * @return X (n, k), FLOAT64
     * @throws ArithmeticException if A is not positive definite
     */
    Tensor solvePositiveDefinite(Tensor a, Tensor b);
}
