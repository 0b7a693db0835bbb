package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.jspecify.annotations.Nullable;

/** Matrix products. */
final class LinearOperators {
    private LinearOperators() {}

    static void list(OperatorTable table) {
        table.one("MatMul", c -> c.in(0).matMul(c.in(1)));
        table.one("Gemm", LinearOperators::gemm);
        table.one("Einsum", Einsum::apply);
        table.one("MatMulInteger", LinearOperators::matMulInteger);
        table.one("QLinearMatMul", LinearOperators::quantizedMatMul);
    }

    private static NDArray gemm(Call call) {
        NDArray a = call.flag("transA") ? call.in(0).transpose() : call.in(0);
        NDArray weight = call.flag("transB") ? call.in(1) : call.in(1).transpose();
        float alpha = call.number("alpha", 1);
        NDArray bias = scaledBias(call);
        if (bias != null && alpha == 1 && isLayer(weight, bias)) {
            return Torch.linear(a, weight, bias);
        }
        NDArray product = a.matMul(weight.transpose());
        NDArray scaled = alpha == 1 ? product : product.mul(alpha);
        return bias == null ? scaled : scaled.add(bias);
    }

    private static boolean isLayer(NDArray weight, NDArray bias) {
        return weight.getDataType().isFloating()
                && Torch.rank(bias) == 1
                && bias.size() == weight.size(0);
    }

    private static @Nullable NDArray scaledBias(Call call) {
        float beta = call.number("beta", 1);
        NDArray bias = call.optional(2);
        return bias == null || beta == 1 ? bias : bias.mul(beta);
    }

    /** Doubles hold every sum of products of bytes exactly. */
    private static NDArray matMulInteger(Call call) {
        NDArray a = QuantizeOperators.centredRows(call.in(0), call.optional(2));
        NDArray b = QuantizeOperators.centred(call.in(1), call.optional(3), -1);
        return Torch.cast(a.matMul(b), DataType.INT32);
    }

    private static NDArray quantizedMatMul(Call call) {
        NDArray a = QuantizeOperators.centredRows(call.in(0), call.in(2));
        NDArray b = QuantizeOperators.centred(call.in(3), call.in(5), -1);
        NDArray real = a.matMul(b).mul(call.in(1)).mul(call.in(4));
        return QuantizeOperators.quantized(real.div(call.in(6)), call.in(7));
    }
}
