package org.espalier.tensor.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.espalier.base.CLibrary;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.MatrixPart;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import java.lang.ref.Reference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Linear algebra by ND4J arrays (matrix products) and, for what ND4J does slowly or not at all, by
 * the OpenBLAS on which it runs (symmetric products, Cholesky). Works on the tensors' own memory,
 * without copies.
 *
 * <p>The native libraries are loaded at the first use. The number of threads is OpenBLAS's own,
 * common to the process, and is set before every call.
 */
public final class Nd4jLinearAlgebra implements LinearAlgebra {
    /** LAPACK keeps its work arrays on the stack and overflows the usual one. */
    private static final long LAPACK_STACK = 64L << 20;

    private static final int TILE = 64;

    static {
        // Its threads wait for more work by spinning, 2^26 cycles unless told otherwise: in that
        // time an engine that takes turns with it would have half of two cores.
        CLibrary.setIfAbsent("OPENBLAS_THREAD_TIMEOUT", "14");
    }

    private final int threads;

    /**
     * Creates the algebra; nothing native is loaded yet.
     *
     * @param threads that one operation may use
     */
    public Nd4jLinearAlgebra(int threads) {
        this.threads = threads;
    }

    @Override
    public void addGram(Tensor a, Tensor c) {
        addSymmetric(a, c, openblas.CblasTrans, a.shape().intDim(1), a.shape().intDim(0));
    }

    @Override
    public void addGramOfColumns(Tensor a, Tensor c) {
        addSymmetric(a, c, openblas.CblasNoTrans, a.shape().intDim(0), a.shape().intDim(1));
    }

    private void addSymmetric(Tensor a, Tensor c, int transposition, int n, int tokens) {
        require(c, DType.FLOAT32, n, n);
        require(a, DType.FLOAT32, a.shape().dims());
        if (tokens == 0) {
            return;
        }
        openblas.blas_set_num_threads(threads);
        openblas.cblas_ssyrk(
                openblas.CblasRowMajor,
                openblas.CblasUpper,
                transposition,
                n,
                tokens,
                1,
                new Floats(a),
                a.shape().intDim(1),
                1,
                new Floats(c),
                n);
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(c);
    }

    @Override
    public void mirror(Tensor c) {
        int n = c.shape().intDim(0);
        require(c, DType.FLOAT32, n, n);
        IntStream.range(0, (n + TILE - 1) / TILE)
                .parallel()
                .forEach(tile -> mirrorTiles(c, n, tile * TILE));
    }

    private static void mirrorTiles(Tensor c, int n, int firstRow) {
        int endRow = Math.min(n, firstRow + TILE);
        for (int left = firstRow; left < n; left += TILE) {
            int endColumn = Math.min(n, left + TILE);
            for (int row = firstRow; row < endRow; row++) {
                for (int column = Math.max(left, row + 1); column < endColumn; column++) {
                    float value = c.data().get(Tensor.F32, 4 * ((long) row * n + column));
                    c.data().set(Tensor.F32, 4 * ((long) column * n + row), value);
                }
            }
        }
    }

    @Override
    public void multiply(Tensor a, Tensor b, Tensor c) {
        int m = a.shape().intDim(0);
        int k = a.shape().intDim(1);
        int n = b.shape().intDim(1);
        require(b, DType.FLOAT32, k, n);
        require(a, DType.FLOAT32, m, k);
        require(c, DType.FLOAT32, m, n);
        openblas.blas_set_num_threads(threads);
        // ND4J wants the product in column-major order: C^T = B^T A^T.
        Nd4j.gemm(transposedView(b), transposedView(a), transposedView(c), false, false, 1, 0);
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(c);
    }

    /** The same memory as a column-major ND4J array, which is the matrix transposed. */
    private static INDArray transposedView(Tensor matrix) {
        long rows = matrix.shape().dim(0);
        long columns = matrix.shape().dim(1);
        return Nd4j.create(
                Nd4j.createBuffer(new Floats(matrix), matrix.count(), DataType.FLOAT),
                new long[] {columns, rows},
                new long[] {1, columns},
                0,
                'f');
    }

    @Override
    public void subtractProduct(MatrixPart a, MatrixPart b, MatrixPart c) {
        require(a, c.rows(), a.columns());
        require(b, a.columns(), c.columns());
        require(c, a.rows(), b.columns());
        if (c.rows() == 0 || c.columns() == 0 || a.columns() == 0) {
            return;
        }
        openblas.blas_set_num_threads(threads);
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                openblas.CblasNoTrans,
                openblas.CblasNoTrans,
                c.rows(),
                c.columns(),
                a.columns(),
                -1,
                new Floats(a.matrix(), a.offset()),
                a.stride(),
                new Floats(b.matrix(), b.offset()),
                b.stride(),
                1,
                new Floats(c.matrix(), c.offset()),
                c.stride());
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(c);
    }

    /** LAPACK sees a row-major matrix transposed: our lower triangle is its upper one. */
    @Override
    public boolean cholesky(Tensor a) {
        int n = a.shape().intDim(0);
        require(a, DType.FLOAT32, n, n);
        int info =
                lapack(
                        () ->
                                openblas.LAPACKE_spotrf(
                                        openblas.LAPACK_COL_MAJOR,
                                        (byte) 'U',
                                        n,
                                        new Floats(a),
                                        Math.max(1, n)));
        Reference.reachabilityFence(a);
        return info == 0;
    }

    @Override
    public void invertLower(Tensor l) {
        int n = l.shape().intDim(0);
        require(l, DType.FLOAT32, n, n);
        int info =
                lapack(
                        () ->
                                openblas.LAPACKE_strtri(
                                        openblas.LAPACK_COL_MAJOR,
                                        (byte) 'U',
                                        (byte) 'N',
                                        n,
                                        new Floats(l),
                                        Math.max(1, n)));
        Reference.reachabilityFence(l);
        if (info != 0) {
            throw new ArithmeticException("singular: diagonal element " + info + " of " + n);
        }
    }

    @Override
    public void solveFactorized(Tensor l, Tensor b) {
        int n = l.shape().intDim(0);
        int rows = b.shape().intDim(0);
        require(l, DType.FLOAT32, n, n);
        require(b, DType.FLOAT32, rows, n);
        openblas.blas_set_num_threads(threads);
        divideByLower(l, b, openblas.CblasTrans);
        divideByLower(l, b, openblas.CblasNoTrans);
        Reference.reachabilityFence(l);
        Reference.reachabilityFence(b);
    }

    /** B = B L^-1, or B L^-T. */
    private static void divideByLower(Tensor l, Tensor b, int transposition) {
        int n = l.shape().intDim(0);
        openblas.cblas_strsm(
                openblas.CblasRowMajor,
                openblas.CblasRight,
                openblas.CblasLower,
                transposition,
                openblas.CblasNonUnit,
                b.shape().intDim(0),
                n,
                1,
                new Floats(l),
                n,
                new Floats(b),
                n);
    }

    @Override
    public Tensor solvePositiveDefinite(Tensor a, Tensor b) {
        int n = a.shape().intDim(0);
        int k = b.shape().intDim(1);
        require(a, DType.FLOAT64, n, n);
        require(b, DType.FLOAT64, n, k);
        Tensor factor = copy(a);
        Tensor solution = copy(b);
        int info = lapack(() -> posv(factor, solution, n, k));
        if (info != 0) {
            throw new ArithmeticException(
                    "not positive definite: leading minor of order " + info + " of " + n);
        }
        return solution;
    }

    private static int posv(Tensor factor, Tensor solution, int n, int k) {
        int info =
                openblas.LAPACKE_dposv(
                        openblas.LAPACK_ROW_MAJOR,
                        (byte) 'U',
                        n,
                        k,
                        new Doubles(factor),
                        n,
                        new Doubles(solution),
                        k);
        Reference.reachabilityFence(factor);
        Reference.reachabilityFence(solution);
        return info;
    }

    private int lapack(IntSupplier work) {
        openblas.blas_set_num_threads(threads);
        int[] result = new int[1];
        Thread thread = new Thread(null, () -> result[0] = work.getAsInt(), "lapack", LAPACK_STACK);
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result[0];
    }

    private static Tensor copy(Tensor tensor) {
        Tensor copy = Tensor.zeros(tensor.dtype(), tensor.shape());
        copy.data().copyFrom(tensor.data());
        return copy;
    }

    private static void require(Tensor tensor, DType dtype, long... dims) {
        Shape shape = Shape.of(dims);
        if (tensor.dtype() != dtype || !tensor.shape().equals(shape) || !tensor.data().isNative()) {
            throw new IllegalArgumentException(
                    "expected " + dtype + " " + shape + ", got " + tensor);
        }
    }

    private static void require(MatrixPart part, int rows, int columns) {
        require(part.matrix(), DType.FLOAT32, part.matrix().shape().dims());
        if (part.rows() != rows || part.columns() != columns) {
            throw new IllegalArgumentException(
                    "expected %d x %d, got %d x %d"
                            .formatted(rows, columns, part.rows(), part.columns()));
        }
    }

    /** Off-heap floats as JavaCPP points at them; does not keep the memory alive. */
    private static final class Floats extends FloatPointer {
        Floats(Tensor tensor) {
            this(tensor, 0);
        }

        Floats(Tensor tensor, long first) {
            super((Pointer) null);
            address = tensor.data().address() + first * Float.BYTES;
            limit = capacity = tensor.count() - first;
        }
    }

    /** Off-heap doubles as JavaCPP points at them; does not keep the memory alive. */
    private static final class Doubles extends DoublePointer {
        Doubles(Tensor tensor) {
            super((Pointer) null);
            address = tensor.data().address();
            limit = capacity = tensor.count();
        }
    }
}
