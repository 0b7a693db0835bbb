package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Conversions between floats and bytes: q = round(x / scale) + zero point. */
final class QuantizeOperators {
    private static final double BYTE_STEPS = 255;

    private QuantizeOperators() {}

    static void list(OperatorTable table) {
        table.one("QuantizeLinear", QuantizeOperators::quantize);
        table.one("DequantizeLinear", QuantizeOperators::dequantize);
        table.any("DynamicQuantizeLinear", QuantizeOperators::quantizeDynamically);
    }

    private static NDArray quantize(Call call) {
        NDArray x = call.in(0);
        NDArray real = x.div(alongAxis(call, x, call.in(1)));
        NDArray zero = call.optional(2);
        return zero == null
                ? clippedTo(real.round(), DataType.UINT8)
                : quantized(real, alongAxis(call, x, zero));
    }

    private static NDArray dequantize(Call call) {
        NDArray x = call.in(0);
        NDArray scale = alongAxis(call, x, call.in(1));
        NDArray zero = call.optional(2);
        NDArray real = Torch.cast(x, scale.getDataType());
        return zero == null
                ? real.mul(scale)
                : real.sub(Torch.cast(alongAxis(call, x, zero), scale.getDataType())).mul(scale);
    }

    /** A number for each index of an axis, shaped to be broadcast; a scalar as it is. */
    private static NDArray alongAxis(Call call, NDArray x, NDArray values) {
        if (values.size() == 1 || Torch.rank(values) != 1) {
            return values.size() == 1 ? Torch.reshape(values) : values;
        }
        int rank = Torch.rank(x);
        int axis = call.axis("axis", 1, rank);
        return Torch.reshape(values, Axes.onesExcept(rank, axis, values.size()));
    }

    /** Rounds half to even, shifts by the zero point and clips to its type. */
    static NDArray quantized(NDArray real, NDArray zero) {
        return clippedTo(
                real.round().add(Torch.cast(zero, real.getDataType())), zero.getDataType());
    }

    private static NDArray clippedTo(NDArray x, DataType type) {
        return switch (type) {
            case UINT8 -> Torch.cast(Torch.clip(x, 0, BYTE_STEPS), type);
            case INT8 -> Torch.cast(Torch.clip(x, Byte.MIN_VALUE, Byte.MAX_VALUE), type);
            default -> throw new UnsupportedOperationException("quantization to " + type);
        };
    }

    /** q - zero in doubles, the zero point along {@code axis} of the values if it is a vector. */
    static NDArray centred(NDArray q, @Nullable NDArray zero, int axis) {
        NDArray wide = Torch.cast(q, DataType.FLOAT64);
        if (zero == null) {
            return wide;
        }
        NDArray shift = Torch.cast(zero, DataType.FLOAT64);
        return zero.size() == 1
                ? wide.sub(Torch.reshape(shift))
                : wide.sub(shaped(shift, Torch.rank(q), axis));
    }

    private static NDArray shaped(NDArray shift, int rank, int axis) {
        return Torch.rank(shift) > 1
                ? shift
                : Torch.reshape(
                        shift, Axes.onesExcept(rank, Axes.normal(axis, rank), shift.size()));
    }

    /** The same with a zero point for each row of a matrix. */
    static NDArray centredRows(NDArray q, @Nullable NDArray zero) {
        return centred(q, zero, Torch.rank(q) > 1 ? -2 : -1);
    }

    private static List<Value> quantizeDynamically(Call call) {
        NDArray x = call.in(0);
        NDArray low = x.min().minimum(0f);
        NDArray high = x.max().maximum(0f);
        NDArray scale = high.sub(low).div(BYTE_STEPS);
        NDArray zero = clippedTo(low.neg().div(scale).round(), DataType.UINT8);
        return List.of(Value.of(quantized(x.div(scale), zero)), Value.of(scale), Value.of(zero));
    }
}
