package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

import org.jspecify.annotations.Nullable;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * PyTorch functions that DJL's {@code NDArray} hides behind more calls, or not at all in its
 * interface. Each is one native call and lets gradients through.
 */
final class Torch {
    private Torch() {}

    static long[] dims(NDArray x) {
        return x.getShape().getShape();
    }

    static int rank(NDArray x) {
        return x.getShape().dimension();
    }

    static NDArray reshape(NDArray x, long... dims) {
        return x.reshape(new Shape(dims));
    }

    static NDArray cast(NDArray x, DataType type) {
        return x.toType(type, false);
    }

    static NDArray full(NDManager manager, DataType type, double value, long... dims) {
        return JniUtils.full(
                (PtNDManager) manager,
                new Shape(dims),
                value,
                type,
                manager.getDevice(),
                SparseFormat.DENSE);
    }

    /** A scalar of the same type and on the same device as {@code x}. */
    static NDArray scalar(NDArray x, double value) {
        return full(x.getManager(), x.getDataType(), value);
    }

    static NDArray zeros(NDArray like, long... dims) {
        return full(like.getManager(), like.getDataType(), 0, dims);
    }

    static NDArray ones(NDArray like, long... dims) {
        return full(like.getManager(), like.getDataType(), 1, dims);
    }

    /** Element by element from {@code a} or {@code b}; all three are broadcast. */
    static NDArray where(NDArray condition, NDArray a, NDArray b) {
        return JniUtils.where(pt(condition), pt(a), pt(b));
    }

    /** A view of every {@code step}th index from {@code start} to before {@code end}. */
    static NDArray slice(NDArray x, int axis, long start, long end, long step) {
        return JniUtils.slice(pt(x), axis, start, end, step);
    }

    static NDArray slice(NDArray x, int axis, long start, long end) {
        return slice(x, axis, start, end, 1);
    }

    /**
     * Adds a border of {@code value}; negative widths cut off.
     *
     * @param begin widths before each axis
     * @param end widths after each axis
     */
    static NDArray pad(NDArray x, long[] begin, long[] end, double value) {
        long[] pairs = new long[2 * begin.length];
        for (int axis = 0; axis < begin.length; axis++) {
            pairs[2 * (begin.length - 1 - axis)] = begin[axis];
            pairs[2 * (begin.length - 1 - axis) + 1] = end[axis];
        }
        return JniUtils.pad(pt(x), pairs, value);
    }

    /** Entries of the first axis at integer {@code indices} of any shape. */
    static NDArray rows(NDArray table, NDArray indices) {
        if (rank(table) == 2) {
            return JniUtils.embedding(pt(indices), pt(table), false);
        }
        long[] dims = dims(table);
        long[] entry = LongStream.of(dims).skip(1).toArray();
        NDArray matrix = reshape(table, dims[0], Axes.product(entry));
        NDArray found = JniUtils.embedding(pt(indices), pt(matrix), false);
        return reshape(found, Axes.concat(dims(indices), entry));
    }

    /** x W^T + b with W of shape (out, in). */
    static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return JniUtils.linear(pt(x), pt(weight), ptOrNull(bias));
    }

    @SuppressWarnings("NullAway") // DJL takes null for no bias
    static NDArray convolution(
            NDArray x, NDArray weight, @Nullable NDArray bias, Window window, long groups) {
        return JniUtils.convolution(
                pt(x),
                pt(weight),
                ptOrNull(bias),
                new Shape(window.strides()),
                new Shape(window.begin()),
                new Shape(window.dilations()),
                Math.toIntExact(groups));
    }

    /**
     * The same four axes with the channels side by side in memory. A convolution with such filters
     * gives its result in that order too, and the layers after it need not reorder anything.
     */
    static NDArray channelsLast(NDArray x) {
        long[] d = dims(x);
        NDArray copied = x.transpose(0, 2, 3, 1).flatten();
        return reshape(copied, d[0], d[2], d[3], d[1]).transpose(0, 3, 1, 2);
    }

    static NDArray batchNorm(
            NDArray x, NDArray mean, NDArray variance, NDArray scale, NDArray bias, double eps) {
        return JniUtils.batchNorm(
                pt(x), pt(mean), pt(variance), pt(scale), pt(bias), false, 0.1, eps);
    }

    /** Normalizes over the trailing axes that {@code scale} has. */
    static NDArray layerNorm(NDArray x, NDArray scale, NDArray bias, double eps) {
        return JniUtils.layerNorm(pt(x), scale.getShape(), pt(scale), pt(bias), eps);
    }

    static NDArray maxPool(NDArray x, Window window) {
        return JniUtils.maxPool(
                pt(x),
                new Shape(window.kernel()),
                new Shape(window.strides()),
                new Shape(window.begin()),
                false);
    }

    /** The mean over windows, the border counted: DJL 0.35 does not pass the flag against it on. */
    static NDArray averagePool(NDArray x, Window window) {
        return JniUtils.avgPool(
                pt(x),
                new Shape(window.kernel()),
                new Shape(window.strides()),
                new Shape(window.begin()),
                false,
                true);
    }

    static NDArray gelu(NDArray x) {
        return JniUtils.gelu(pt(x));
    }

    static NDArray relu(NDArray x) {
        return JniUtils.relu(pt(x));
    }

    static NDArray sigmoid(NDArray x) {
        return JniUtils.sigmoid(pt(x));
    }

    static NDArray softplus(NDArray x) {
        return JniUtils.softPlus(pt(x));
    }

    static NDArray clip(NDArray x, double low, double high) {
        return JniUtils.clip(pt(x), low, high);
    }

    static NDArray softmax(NDArray x, int axis) {
        return JniUtils.softmax(pt(x), axis, x.getDataType());
    }

    /** The mean over axes, which stay with size 1. */
    static NDArray mean(NDArray x, int... axes) {
        if (axes.length == 1) {
            return JniUtils.mean(pt(x), axes[0], true);
        }
        long count = IntStream.of(axes).mapToLong(x::size).reduce(1, (a, b) -> a * b);
        return x.sum(axes, true).div(count);
    }

    static NDArray scatter(NDArray x, NDArray indices, NDArray updates, int axis) {
        return JniUtils.scatter(pt(x), pt(indices), pt(updates), axis);
    }

    static NDArray gather(NDArray x, NDArray indices, int axis) {
        return JniUtils.gather(pt(x), pt(indices), axis);
    }

    static NDArray concat(NDList parts, int axis) {
        PtNDArray[] arrays = parts.stream().map(Torch::pt).toArray(PtNDArray[]::new);
        return JniUtils.cat(arrays, axis);
    }

    private static PtNDArray pt(NDArray x) {
        return (PtNDArray) x;
    }

    private static @Nullable PtNDArray ptOrNull(@Nullable NDArray x) {
        return (PtNDArray) x;
    }
}
