package org.espalier.engine.djl.operator;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Integer arithmetic in Java's memory. */
final class HostMath {
    private HostMath() {}

    /** A small tensor on the Java heap, which costs less to make than one off the heap. */
    static Tensor tensor(DType type, Shape shape, long... values) {
        MemorySegment data = MemorySegment.ofArray(new byte[(int) type.bytes(values.length)]);
        Tensor tensor = new Tensor(type, shape, data);
        for (int i = 0; i < values.length; i++) {
            tensor.setDouble(i, values[i]);
        }
        return tensor;
    }

    /** A small int64 tensor on the Java heap. */
    static Tensor longs(Shape shape, long... values) {
        return new Tensor(DType.INT64, shape, MemorySegment.ofArray(values));
    }

    static Tensor vector(long... values) {
        return longs(Shape.of(values.length), values);
    }

    static Tensor unary(Tensor x, LongUnaryOperator operator) {
        long[] values = x.toLongs();
        java.util.Arrays.setAll(values, i -> operator.applyAsLong(values[i]));
        return typed(x.dtype(), x.shape(), values);
    }

    /** Two arguments of any shapes that broadcast; the type of the first. */
    static Tensor binary(Call call, LongBinaryOperator operator) {
        return binary(call.host(0).dtype(), call.host(0), call.host(1), operator);
    }

    static Tensor binary(DType type, Tensor a, Tensor b, LongBinaryOperator operator) {
        long[] dims = Axes.broadcast(a.shape().dims(), b.shape().dims());
        Shape shape = Shape.of(dims);
        long[] left = broadcast(a, dims);
        long[] right = broadcast(b, dims);
        java.util.Arrays.setAll(left, i -> operator.applyAsLong(left[i], right[i]));
        return typed(type, shape, left);
    }

    static Tensor typed(DType type, Shape shape, long[] values) {
        return type == DType.INT64 ? longs(shape, values) : tensor(type, shape, values);
    }

    /** The elements of {@code x} repeated to fill {@code dims}. */
    static long[] broadcast(Tensor x, long[] dims) {
        long[] values = x.toLongs();
        long[] strides = strides(x.shape(), dims.length);
        long[] result = new long[Math.toIntExact(Axes.product(dims))];
        for (int i = 0; i < result.length; i++) {
            long rest = i;
            long from = 0;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                from += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }
            result[i] = values[(int) from];
        }
        return result;
    }

    /** Row-major steps per axis, 0 along axes that are repeated or missing in front. */
    private static long[] strides(Shape shape, int rank) {
        long[] strides = new long[rank];
        long step = 1;
        for (int back = 1; back <= shape.rank(); back++) {
            long size = shape.dim(-back);
            strides[rank - back] = size == 1 ? 0 : step;
            step *= size;
        }
        return strides;
    }
}
