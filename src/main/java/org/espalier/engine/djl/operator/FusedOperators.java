package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

/**
 * What a plan puts in place of several nodes, in the domain {@value #DOMAIN}. Results are written
 * over intermediates that nobody else sees, so these are for inference only.
 */
public final class FusedOperators {
    /** Operator set of the nodes that only the interpreter makes. */
    public static final String DOMAIN = "org.espalier";

    private FusedOperators() {}

    static void list(OperatorTable table) {
        table.one("Conv", FusedOperators::convolution);
        table.one("Linear", c -> Torch.linear(c.in(0), c.in(1).transpose(), c.in(2)));
        table.one("Attention", FusedOperators::attention);
        table.one("ScaledFilters", FusedOperators::scaledFilters);
        table.one("ShiftedBias", FusedOperators::shiftedBias);
    }

    /** Convolution, then optionally the sum with a residual, then optionally ReLU. */
    private static NDArray convolution(Call call) {
        NDArray sum = ConvOperators.convolution(call, call.in(0), call.in(1), call.optional(2));
        if (call.has(3)) {
            sum = plus(sum, call.in(3));
        }
        return call.flag("relu") ? Torch.relu(sum) : sum;
    }

    /** The sum, written over the first operand where its shape allows. */
    private static NDArray plus(NDArray fresh, NDArray other) {
        long[] dims = Torch.dims(fresh);
        boolean fits = java.util.Arrays.equals(dims, Axes.broadcast(dims, Torch.dims(other)));
        return fits ? fresh.addi(other) : fresh.add(other);
    }

    /** softmax(Q K^T * scale + mask) V; K comes transposed. */
    private static NDArray attention(Call call) {
        NDArray scores = call.in(0).matMul(call.in(1));
        scores.muli(Torch.scalar(scores, call.number("scale", 1)));
        NDArray masked = call.has(3) ? plus(scores, call.in(3)) : scores;
        return Torch.softmax(masked, Torch.rank(masked) - 1).matMul(call.in(2));
    }

    /** Filters that do the scaling of a batch normalization: W * gamma / sqrt(variance + eps). */
    private static NDArray scaledFilters(Call call) {
        NDArray weight = call.in(0);
        NDArray factor = factor(call, call.in(1), call.in(2));
        int rank = Torch.rank(weight);
        NDArray scaled = weight.mul(Torch.reshape(factor, Axes.onesExcept(rank, 0, factor.size())));
        return rank == 4 ? Torch.channelsLast(scaled) : scaled;
    }

    /** The bias that does the rest: (b - mean) * gamma / sqrt(variance + eps) + beta. */
    private static NDArray shiftedBias(Call call) {
        NDArray mean = call.in(3);
        NDArray centred = call.has(4) ? call.in(4).sub(mean) : mean.neg();
        return centred.mul(factor(call, call.in(0), call.in(2))).add(call.in(1));
    }

    private static NDArray factor(Call call, NDArray scale, NDArray variance) {
        return scale.div(variance.add(call.number("epsilon", 1e-5)).sqrt());
    }
}
