package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

/** Activation functions and softmax. */
final class ActivationOperators {
    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;
    private static final double GELU_LINEAR = 2 * Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = GELU_LINEAR * 0.044715;

    private ActivationOperators() {}

    static void list(OperatorTable table) {
        listRectifiers(table);
        listSmooth(table);
        table.one("Softmax", c -> alongAxis(c, Torch::softmax));
        table.one("LogSoftmax", c -> alongAxis(c, NDArray::logSoftmax));
        table.one("Hardmax", c -> alongAxis(c, ActivationOperators::hardmax));
        table.one("Clip", ActivationOperators::clip);
    }

    private static void listRectifiers(OperatorTable table) {
        table.unary("Relu", Torch::relu);
        table.one("LeakyRelu", c -> leaky(c.in(0), c.number("alpha", 0.01)));
        table.one("PRelu", c -> Torch.relu(c.in(0)).add(c.in(0).minimum(0f).mul(c.in(1))));
        table.one("ThresholdedRelu", c -> above(c.in(0), c.number("alpha", 1)));
        table.one("Shrink", ActivationOperators::shrink);
        table.one("HardSigmoid", c -> hardSigmoid(c, c.number("alpha", 0.2)));
        table.unary("HardSwish", x -> x.mul(Torch.clip(x.div(6f).add(0.5f), 0, 1)));
    }

    private static void listSmooth(OperatorTable table) {
        table.unary("Sigmoid", Torch::sigmoid);
        table.unary("Softplus", Torch::softplus);
        table.unary("Softsign", x -> x.div(x.abs().add(1f)));
        table.unary("Mish", x -> x.mul(Torch.softplus(x).tanh()));
        table.one("Swish", c -> swish(c.in(0), c.number("alpha", 1)));
        table.one("Elu", c -> elu(c.in(0), c.number("alpha", 1), 1));
        table.one("Celu", c -> elu(c.in(0), c.number("alpha", 1), c.number("alpha", 1)));
        table.one("Selu", ActivationOperators::selu);
        table.one(
                "Gelu",
                c ->
                        c.text("approximate", "none").equals("tanh")
                                ? geluTanh(c.in(0))
                                : Torch.gelu(c.in(0)));
    }

    private static NDArray leaky(NDArray x, float slope) {
        return Torch.relu(x).add(x.minimum(0f).mul(slope));
    }

    private static NDArray above(NDArray x, float threshold) {
        return Torch.where(x.gt(threshold), x, Torch.scalar(x, 0));
    }

    private static NDArray shrink(Call call) {
        NDArray x = call.in(0);
        float lambda = call.number("lambd", 0.5);
        float bias = call.number("bias", 0);
        NDArray zero = Torch.scalar(x, 0);
        NDArray low = Torch.where(x.lt(-lambda), Torch.cast(x.add(bias), x.getDataType()), zero);
        return Torch.where(x.gt(lambda), Torch.cast(x.sub(bias), x.getDataType()), low);
    }

    private static NDArray hardSigmoid(Call call, float slope) {
        return Torch.clip(call.in(0).mul(slope).add(call.number("beta", 0.5)), 0, 1);
    }

    private static NDArray swish(NDArray x, float alpha) {
        return x.mul(Torch.sigmoid(alpha == 1 ? x : x.mul(alpha)));
    }

    /** x where positive, else alpha (exp(x / scale) - 1). */
    private static NDArray elu(NDArray x, float alpha, float scale) {
        NDArray negative = x.minimum(0f).div(scale).exp().sub(1f).mul(alpha);
        return Torch.relu(x).add(negative);
    }

    private static NDArray selu(Call call) {
        float alpha = call.number("alpha", SELU_ALPHA);
        return elu(call.in(0), alpha, 1).mul(call.number("gamma", SELU_GAMMA));
    }

    /** The tanh form, since (1 + tanh z) / 2 is the logistic function of 2 z. */
    private static NDArray geluTanh(NDArray x) {
        NDArray z = x.square().mul(GELU_CUBIC).add(GELU_LINEAR).mul(x);
        return Torch.sigmoid(z).mul(x);
    }

    private interface AlongAxis {
        NDArray apply(NDArray x, int axis);
    }

    /** Before operator set 13, all axes from the given one on were taken as one. */
    private static NDArray alongAxis(Call call, AlongAxis function) {
        NDArray x = call.in(0);
        if (call.opset() >= 13) {
            return function.apply(x, call.axis("axis", -1, Torch.rank(x)));
        }
        long[] dims = Torch.dims(x);
        int axis = call.axis("axis", 1, dims.length);
        NDArray matrix = Torch.reshape(x, Axes.product(dims, 0, axis), -1);
        return Torch.reshape(function.apply(matrix, 1), dims);
    }

    /** One at the first of the largest, zero elsewhere. */
    private static NDArray hardmax(NDArray x, int axis) {
        NDArray index = x.argMax(axis).expandDims(axis);
        NDArray one = Torch.ones(x, Torch.dims(index));
        return Torch.scatter(Torch.zeros(x, Torch.dims(x)), index, one, axis);
    }

    private static NDArray clip(Call call) {
        NDArray x = call.in(0);
        if (call.opset() < 11) {
            double low = call.number("min", -Float.MAX_VALUE);
            return Torch.clip(x, low, call.number("max", Float.MAX_VALUE));
        }
        boolean both = call.has(1) && call.has(2);
        return both && x.getDataType().isFloating()
                ? Torch.clip(x, call.scalar(1), call.scalar(2))
                : clipOneByOne(call, x);
    }

    private static NDArray clipOneByOne(Call call, NDArray x) {
        NDArray raised = call.has(1) ? x.maximum(call.in(1)) : x;
        return call.has(2) ? raised.minimum(call.in(2)) : raised;
    }
}
