package org.espalier.model;

import org.espalier.tensor.DType;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What shape inference knows of a value.
 *
 * @param dims sizes of the axes, {@link #UNKNOWN} where not known; null if not even the rank is
 * @param content the elements of a small integer tensor, which shapes are computed from; {@link
 *     #UNKNOWN_ELEMENT} where not known; null if nothing is
 */
record Known(@Nullable DType dtype, long @Nullable [] dims, long @Nullable [] content) {
    static final long UNKNOWN = -1;

    /** A number that no shape holds; the ends of the range are open ends of slices. */
    static final long UNKNOWN_ELEMENT = Long.MIN_VALUE / 2 - 1;

    /** Larger integer tensors are data, not shapes. */
    static final int MAX_CONTENT = 1024;

    static final Known NOTHING = new Known(null, null, null);

    static Known of(@Nullable DType dtype, long @Nullable ... dims) {
        return new Known(dtype, dims, null);
    }

    /** An int64 vector with these elements. */
    static Known vector(long... content) {
        return new Known(DType.INT64, new long[] {content.length}, content);
    }

    /** A value of {@code rank} axes of unknown size. */
    static Known ofRank(@Nullable DType dtype, int rank) {
        long[] dims = new long[rank];
        Arrays.fill(dims, UNKNOWN);
        return of(dtype, dims);
    }

    Known withDims(long @Nullable ... other) {
        return new Known(dtype, other, content);
    }

    Known withType(@Nullable DType other) {
        return new Known(other, dims, content);
    }

    Known withContent(long @Nullable [] other) {
        boolean small = other != null && other.length <= MAX_CONTENT;
        return new Known(dtype, dims, small ? other : null);
    }

    /** Whether each axis has a known size. */
    boolean isComplete() {
        return dims != null && Arrays.stream(dims).allMatch(dim -> dim >= 0);
    }

    /** Number of elements; {@link #UNKNOWN} if an axis is not known. */
    long count() {
        return isComplete() && dims != null
                ? Arrays.stream(dims).reduce(1, Math::multiplyExact)
                : UNKNOWN;
    }
}
