package org.espalier.engine.djl.operator;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Arithmetic on axes and sizes. */
final class Axes {
    private Axes() {}

    /** An axis from 0, where negative ones count from the end. */
    static int normal(long axis, int rank) {
        if (axis < -rank || axis >= Math.max(rank, 1)) {
            throw new IllegalArgumentException("axis %d of %d axes".formatted(axis, rank));
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    static int[] normal(long[] axes, int rank) {
        return LongStream.of(axes).mapToInt(axis -> normal(axis, rank)).toArray();
    }

    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    static boolean contains(int[] axes, int axis) {
        return IntStream.of(axes).anyMatch(other -> other == axis);
    }

    static long product(long[] sizes, int from, int to) {
        return LongStream.of(sizes).skip(from).limit(to - from).reduce(1, (a, b) -> a * b);
    }

    static long product(long[] sizes) {
        return product(sizes, 0, sizes.length);
    }

    static long sum(long[] values) {
        return LongStream.of(values).sum();
    }

    static long[] minus(long[] a, long[] b) {
        return IntStream.range(0, a.length).mapToLong(i -> a[i] - b[i]).toArray();
    }

    /** {@code count} axes of size 1, save for one. */
    static long[] onesExcept(int count, int axis, long size) {
        long[] sizes = filled(count, 1);
        sizes[axis] = size;
        return sizes;
    }

    /** {@code count} zeros, save for one. */
    static long[] zerosExcept(int count, int axis, long value) {
        long[] values = new long[count];
        values[axis] = value;
        return values;
    }

    static long[] filled(int count, long value) {
        return LongStream.generate(() -> value).limit(count).toArray();
    }

    static long[] concat(long[]... parts) {
        return java.util.Arrays.stream(parts).flatMapToLong(LongStream::of).toArray();
    }

    /** The permutation that brings {@code axis} to {@code place} and keeps the others in order. */
    static int[] moving(int rank, int axis, int place) {
        int[] others = IntStream.range(0, rank).filter(a -> a != axis).toArray();
        return IntStream.range(0, rank)
                .map(i -> i == place ? axis : others[i < place ? i : i - 1])
                .toArray();
    }

    /** The shape of an elementwise result, by NumPy's rule. */
    static long[] broadcast(long[] a, long[] b) {
        long[] result = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= result.length; i++) {
            long x = i <= a.length ? a[a.length - i] : 1;
            long y = i <= b.length ? b[b.length - i] : 1;
            if (x != y && x != 1 && y != 1) {
                throw new IllegalArgumentException("sizes %d and %d do not match".formatted(x, y));
            }
            result[result.length - i] = x == 1 ? y : x;
        }
        return result;
    }
}
