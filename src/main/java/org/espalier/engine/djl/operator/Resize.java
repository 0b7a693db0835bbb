package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The Resize operator, one axis after the other: each output index is a weighted sum of input
 * indices, so an axis is resized by a product with a small matrix, whatever the interpolation, and
 * gradients flow through it.
 */
final class Resize {
    private Resize() {}

    static void list(OperatorTable table) {
        table.one("Resize", Resize::resize);
        table.one("Upsample", Resize::upsample);
    }

    private static NDArray upsample(Call call) {
        double[] scales = call.has(1) ? doubles(call.host(1)) : attribute(call);
        return resized(call, scales, sizes(Torch.dims(call.in(0)), scales));
    }

    private static double[] attribute(Call call) {
        return call.attribute("scales") instanceof org.espalier.model.Attribute.Floats f
                ? f.values().stream().mapToDouble(Float::doubleValue).toArray()
                : new double[0];
    }

    private static NDArray resize(Call call) {
        long[] dims = Torch.dims(call.in(0));
        int scalesAt = call.opset() < 11 ? 1 : 2;
        int[] axes =
                Axes.normal(
                        call.node()
                                .intsAttribute("axes", LongStream.range(0, dims.length).toArray()),
                        dims.length);
        double[] scales = DoubleStream.generate(() -> 1).limit(dims.length).toArray();
        long[] sizes = dims.clone();
        if (call.has(scalesAt) && call.value(scalesAt).shape().count() > 0) {
            double[] given = doubles(call.host(scalesAt));
            IntStream.range(0, axes.length).forEach(i -> scales[axes[i]] = given[i]);
            sizes = sizes(dims, scales);
        } else {
            long[] given = call.longs(3);
            for (int i = 0; i < axes.length; i++) {
                scales[axes[i]] = (double) given[i] / dims[axes[i]];
            }
            keepAspect(call, axes, scales);
            for (int i = 0; i < axes.length; i++) {
                boolean stretched = policy(call).equals("stretch");
                sizes[axes[i]] = stretched ? given[i] : Math.round(scales[axes[i]] * dims[axes[i]]);
            }
        }
        return resized(call, scales, sizes);
    }

    private static String policy(Call call) {
        return call.text("keep_aspect_ratio_policy", "stretch");
    }

    private static void keepAspect(Call call, int[] axes, double[] scales) {
        if (policy(call).equals("stretch")) {
            return;
        }
        DoubleStream given = IntStream.of(axes).mapToDouble(axis -> scales[axis]);
        double common =
                policy(call).equals("not_larger") ? given.min().orElse(1) : given.max().orElse(1);
        IntStream.of(axes).forEach(axis -> scales[axis] = common);
    }

    private static long[] sizes(long[] dims, double[] scales) {
        return IntStream.range(0, dims.length)
                .mapToLong(i -> (long) Math.floor(dims[i] * scales[i]))
                .toArray();
    }

    private static double[] doubles(Tensor tensor) {
        return LongStream.range(0, tensor.count()).mapToDouble(tensor::doubleAt).toArray();
    }

    private static NDArray resized(Call call, double[] scales, long[] sizes) {
        NDArray x = call.in(0);
        for (int axis = 0; axis < sizes.length; axis++) {
            long size = Torch.dims(x)[axis];
            Interpolation rule = Interpolation.of(call, axis, sizes.length, scales[axis]);
            if (size != sizes[axis] || rule.crops()) {
                x = alongAxis(x, axis, rule.matrix((int) size, (int) sizes[axis]), rule);
            }
        }
        return x;
    }

    private static NDArray alongAxis(NDArray x, int axis, double[][] matrix, Interpolation rule) {
        int rank = Torch.rank(x);
        NDArray last = x.transpose(Axes.moving(rank, axis, rank - 1));
        NDArray weights = Torch.cast(upload(x, matrix), x.getDataType());
        NDArray result = last.matMul(weights.transpose());
        if (rule.crops()) {
            NDArray outside = Torch.cast(upload(x, rule.outside(matrix)), x.getDataType());
            result = result.add(outside.squeeze(0));
        }
        return result.transpose(back(rank, axis));
    }

    private static int[] back(int rank, int axis) {
        return IntStream.range(0, rank)
                .map(i -> i == axis ? rank - 1 : i < axis ? i : i - 1)
                .toArray();
    }

    private static NDArray upload(NDArray x, double[][] matrix) {
        long columns = matrix[0].length;
        Tensor tensor = Tensor.zeros(DType.FLOAT32, Shape.of(matrix.length, columns));
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < columns; column++) {
                tensor.setDouble(row * columns + column, matrix[row][column]);
            }
        }
        return Arrays.upload(x.getManager(), tensor);
    }
}
