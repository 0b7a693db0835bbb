package org.espalier.tensor;

/**
 * Dense linear algebra on row-major matrices, fp32 unless said otherwise.
 *
 * <p>The methods write into tensors that the caller owns, so that streaming sums need no copies.
 */
public interface LinearAlgebra {
    /**
     * Adds A^T A to the upper triangle of C: the Gram matrix of the rows of {@code a}, streamed.
     * The strictly lower triangle is left alone, which halves the work; {@link #mirror} fills it
     * once the sum is complete.
     *
     * @param a (n, c), one token or unfolded patch per row
     * @param c (c, c)
     */
    void addGram(Tensor a, Tensor c);

    /**
     * Adds A A^T to the upper triangle of C, as {@link #addGram} does for rows.
     *
     * @param a (c, n), one token or unfolded patch per column
     * @param c (c, c)
     */
    void addGramOfColumns(Tensor a, Tensor c);

    /**
     * Makes C symmetric by copying its upper triangle into the lower one.
     *
     * @param c (c, c)
     */
    void mirror(Tensor c);

    /**
     * C = A B.
     *
     * @param a (m, k)
     * @param b (k, n)
     * @param c (m, n)
     */
    void multiply(Tensor a, Tensor b, Tensor c);

    /**
     * C = C - A B on parts of matrices, where they lie.
     *
     * @param a (m, k)
     * @param b (k, n)
     * @param c (m, n), overlapping neither of the others
     */
    void subtractProduct(MatrixPart a, MatrixPart b, MatrixPart c);

    /**
     * Factorizes a symmetric A = L L^T by Cholesky, in place: the lower triangle, diagonal
     * included, becomes L. The strictly upper triangle is neither read nor written.
     *
     * @param a (n, n)
     * @return whether A is positive definite to the precision of fp32; if not, the lower triangle
     *     is of no use any more
     */
    boolean cholesky(Tensor a);

    /**
     * Inverts a lower triangular matrix in place. The strictly upper triangle is neither read nor
     * written.
     *
     * @param l (n, n)
     * @throws ArithmeticException if an element of the diagonal is zero
     */
    void invertLower(Tensor l);

    /**
     * Solves X A = B, where A = L L^T, in place of B: a system for each row.
     *
     * @param l (n, n), its lower triangle as {@link #cholesky} leaves it
     * @param b (k, n)
     */
    void solveFactorized(Tensor l, Tensor b);

    /**
     * Solves A X = B for symmetric positive definite A by Cholesky, in fp64.
     *
     * @param a (n, n), FLOAT64; its upper triangle is read
     * @param b (n, k), FLOAT64
     * @return X (n, k), FLOAT64
     * @throws ArithmeticException if A is not positive definite
     */
    Tensor solvePositiveDefinite(Tensor a, Tensor b);
}
