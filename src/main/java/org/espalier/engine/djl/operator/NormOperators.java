package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Normalizations. */
final class NormOperators {
    private static final double MVN_EPSILON = 1e-9;

    private NormOperators() {}

    static void list(OperatorTable table) {
        table.one("BatchNormalization", NormOperators::batchNorm);
        table.any("LayerNormalization", NormOperators::layerNorm);
        table.one("RMSNormalization", NormOperators::rmsNorm);
        table.one("InstanceNormalization", c -> groupNorm(c, Torch.dims(c.in(0))[1]));
        table.one("GroupNormalization", c -> groupNorm(c, c.integer("num_groups", 1)));
        table.one("LpNormalization", NormOperators::lpNorm);
        table.one("LRN", NormOperators::localResponse);
        table.one("MeanVarianceNormalization", NormOperators::meanVariance);
    }

    private static NDArray batchNorm(Call call) {
        if (call.flag("training_mode")) {
            throw new UnsupportedOperationException("batch statistics are not computed");
        }
        double eps = call.number("epsilon", 1e-5);
        return Torch.batchNorm(call.in(0), call.in(3), call.in(4), call.in(1), call.in(2), eps);
    }

    private static List<Value> layerNorm(Call call) {
        NDArray x = call.in(0);
        int axis = call.axis("axis", -1, Torch.rank(x));
        double eps = call.number("epsilon", 1e-5);
        long[] sizes = LongStream.of(Torch.dims(x)).skip(axis).toArray();
        NDArray scale = call.in(1).broadcast(sizes);
        NDArray bias = call.has(2) ? call.in(2).broadcast(sizes) : Torch.zeros(x, sizes);
        List<Value> outputs = new ArrayList<>();
        outputs.add(Value.of(Torch.layerNorm(x, scale, bias, eps)));
        if (call.node().outputs().size() > 1) {
            outputs.addAll(statistics(x, Axes.range(axis, Torch.rank(x)), eps));
        }
        return outputs;
    }

    private static List<Value> statistics(NDArray x, int[] axes, double eps) {
        NDArray mean = Torch.mean(x, axes);
        NDArray variance = Torch.mean(x.sub(mean).square(), axes);
        NDArray inverse = Torch.scalar(x, 1).div(variance.add(eps).sqrt());
        return List.of(Value.of(mean), Value.of(inverse));
    }

    private static NDArray rmsNorm(Call call) {
        NDArray x = call.in(0);
        int rank = Torch.rank(x);
        int[] axes = Axes.range(call.axis("axis", -1, rank), rank);
        NDArray size = Torch.mean(x.square(), axes).add(call.number("epsilon", 1e-5)).sqrt();
        return x.div(size).mul(call.in(1));
    }

    /** An instance is a group of one channel. */
    private static NDArray groupNorm(Call call, long groups) {
        NDArray x = call.in(0);
        long[] dims = Torch.dims(x);
        NDArray grouped = Torch.reshape(x, dims[0], groups, -1);
        NDArray normal = normalized(grouped, new int[] {2}, call.number("epsilon", 1e-5));
        return affine(Torch.reshape(normal, dims), call.in(1), call.in(2));
    }

    /** Scale and bias are given per channel, or per group by GroupNormalization-18. */
    private static NDArray affine(NDArray x, NDArray scale, NDArray bias) {
        long[] dims = Torch.dims(x);
        long repeats = dims[1] / scale.size();
        long[] perChannel = Axes.onesExcept(dims.length, 1, dims[1]);
        return x.mul(Torch.reshape(scale.repeat(repeats), perChannel))
                .add(Torch.reshape(bias.repeat(repeats), perChannel));
    }

    private static NDArray normalized(NDArray x, int[] axes, double eps) {
        NDArray centred = x.sub(Torch.mean(x, axes));
        return centred.div(Torch.mean(centred.square(), axes).add(eps).sqrt());
    }

    private static NDArray lpNorm(Call call) {
        NDArray x = call.in(0);
        int[] axis = {call.axis("axis", -1, Torch.rank(x))};
        return call.integer("p", 2) == 1
                ? x.div(x.abs().sum(axis, true))
                : x.div(x.square().sum(axis, true).sqrt());
    }

    /** Squares averaged over neighbouring channels, zeros beyond the first and the last. */
    private static NDArray localResponse(Call call) {
        NDArray x = call.in(0);
        long size = call.integer("size", 1);
        long channels = Torch.dims(x)[1];
        long[] begin = Axes.zerosExcept(Torch.rank(x), 1, (size - 1) / 2);
        long[] end = Axes.zerosExcept(Torch.rank(x), 1, size / 2);
        NDArray padded = Torch.pad(x.square(), begin, end, 0);
        NDArray sum = Torch.slice(padded, 1, 0, channels);
        for (long shift = 1; shift < size; shift++) {
            sum = sum.add(Torch.slice(padded, 1, shift, shift + channels));
        }
        NDArray share = sum.mul(call.number("alpha", 1e-4) / size);
        return x.div(share.add(call.number("bias", 1)).pow(call.number("beta", 0.75)));
    }

    private static NDArray meanVariance(Call call) {
        NDArray x = call.in(0);
        int[] axes = Axes.normal(call.node().intsAttribute("axes", 0, 2, 3), Torch.rank(x));
        NDArray centred = x.sub(Torch.mean(x, axes));
        return centred.div(Torch.mean(centred.square(), axes).sqrt().add(MVN_EPSILON));
    }
}
