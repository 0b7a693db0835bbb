package org.espalier.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The known, non-negative sizes of a tensor's axes. A scalar has none. Immutable. */
public final class Shape {
    private final long[] dims;

    private Shape(long[] dims) {
        this.dims = dims;
    }

    /**
     * Returns the shape with these axes.
     *
     * @throws IllegalArgumentException if a size is negative or the product overflows
     */
    public static Shape of(long... dims) {
        long count = 1;
        for (long dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("negative size in " + Arrays.toString(dims));
            }
            try {
                count = Math.multiplyExact(count, dim);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("overflow in " + Arrays.toString(dims), e);
            }
        }
        return new Shape(dims.clone());
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Size of one axis; negative axes count from the end. */
    public long dim(int axis) {
        return dims[axis < 0 ? dims.length + axis : axis];
    }

    /** Size of one axis as an index range. */
    public int intDim(int axis) {
        return Math.toIntExact(dim(axis));
    }

    /** Number of elements; 1 for a scalar. */
    public long count() {
        long count = 1;
        for (long dim : dims) {
            count *= dim;
        }
        return count;
    }

    /** A copy of the sizes. */
    public long[] dims() {
        return dims.clone();
    }

    /** The same shape with the first axis set to {@code size}. */
    public Shape withFirst(long size) {
        long[] copy = dims.clone();
        copy[0] = size;
        return of(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.stream(dims)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" x ", "(", ")"));
    }
}
