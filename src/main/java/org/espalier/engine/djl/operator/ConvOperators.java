package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.jspecify.annotations.Nullable;

import java.util.stream.LongStream;

/** Convolutions over one, two or three axes. */
final class ConvOperators {
    private ConvOperators() {}

    static void list(OperatorTable table) {
        table.one("Conv", c -> convolution(c, c.in(0), c.in(1), c.optional(2)));
        table.one("ConvInteger", ConvOperators::convInteger);
    }

    /** A convolution with the window of the call's node. */
    static NDArray convolution(Call call, NDArray x, NDArray weight, @Nullable NDArray bias) {
        Window window = Window.of(call, spatial(weight), spatial(x));
        long groups = call.integer("group", 1);
        if (window.isSymmetric()) {
            return Torch.convolution(x, weight, bias, window, groups);
        }
        NDArray padded = Torch.pad(x, window.fullBegin(), window.fullEnd(), 0);
        return Torch.convolution(padded, weight, bias, window.unpadded(), groups);
    }

    /** Doubles hold every sum of products of bytes exactly. */
    private static NDArray convInteger(Call call) {
        NDArray x = QuantizeOperators.centred(call.in(0), call.optional(2), 0);
        NDArray weight = QuantizeOperators.centred(call.in(1), call.optional(3), 0);
        return Torch.cast(convolution(call, x, weight, null), DataType.INT32);
    }

    private static long[] spatial(NDArray x) {
        return LongStream.of(Torch.dims(x)).skip(2).toArray();
    }
}
