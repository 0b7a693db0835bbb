package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import java.util.stream.IntStream;

/** Sums, means and extremes over axes, and running sums. */
final class ReduceOperators {
    private ReduceOperators() {}

    /** A reduction over the last axis of a matrix. */
    private interface Reduction {
        NDArray apply(NDArray matrix);
    }

    static void list(OperatorTable table) {
        reduce(table, "ReduceSum", ReduceOperators::sum);
        reduce(table, "ReduceMean", x -> x.mean(new int[] {1}));
        reduce(table, "ReduceMax", x -> x.max(new int[] {1}));
        reduce(table, "ReduceMin", x -> x.min(new int[] {1}));
        reduce(table, "ReduceProd", x -> x.prod(new int[] {1}));
        reduce(table, "ReduceL1", x -> sum(x.abs()));
        reduce(table, "ReduceL2", x -> sum(x.square()).sqrt());
        reduce(table, "ReduceSumSquare", x -> sum(x.square()));
        reduce(table, "ReduceLogSum", x -> sum(x).log());
        reduce(table, "ReduceLogSumExp", ReduceOperators::logSumExp);
        table.one("ArgMax", c -> extreme(c, NDArray::argMax));
        table.one("ArgMin", c -> extreme(c, NDArray::argMin));
        table.one("CumSum", ReduceOperators::cumulativeSum);
    }

    private static void reduce(OperatorTable table, String name, Reduction reduction) {
        table.one(name, call -> reduced(call, reduction));
    }

    private static NDArray sum(NDArray matrix) {
        return matrix.sum(new int[] {1});
    }

    /** Shifted by the largest element, so that nothing overflows. */
    private static NDArray logSumExp(NDArray matrix) {
        NDArray largest = matrix.max(new int[] {1}, true);
        NDArray sum = matrix.sub(largest).exp().sum(new int[] {1}, true);
        return sum.log().add(largest).squeeze(1);
    }

    private static NDArray reduced(Call call, Reduction reduction) {
        NDArray x = call.in(0);
        long[] given = call.longs(1, "axes");
        boolean none = given == null || given.length == 0;
        if (none && call.flag("noop_with_empty_axes")) {
            return x;
        }
        int rank = Torch.rank(x);
        int[] axes = none || given == null ? Axes.range(0, rank) : Axes.normal(given, rank);
        NDArray result = overAxes(x, axes, call.integer("keepdims", 1) != 0, reduction);
        return Torch.cast(result, x.getDataType());
    }

    /** Brings the axes to the end and merges them, so that each reduction knows one axis only. */
    private static NDArray overAxes(NDArray x, int[] axes, boolean keep, Reduction reduction) {
        long[] dims = Torch.dims(x);
        int[] kept = IntStream.range(0, dims.length).filter(a -> !Axes.contains(axes, a)).toArray();
        int[] sorted = IntStream.of(axes).sorted().toArray();
        int[] order = IntStream.concat(IntStream.of(kept), IntStream.of(sorted)).toArray();
        long columns = IntStream.of(axes).mapToLong(a -> dims[a]).reduce(1, (a, b) -> a * b);
        long rows = IntStream.of(kept).mapToLong(a -> dims[a]).reduce(1, (a, b) -> a * b);
        NDArray matrix = Torch.reshape(x.transpose(order), rows, columns);
        return Torch.reshape(reduction.apply(matrix), sizesAfter(dims, axes, keep));
    }

    private static long[] sizesAfter(long[] dims, int[] axes, boolean keep) {
        return IntStream.range(0, dims.length)
                .filter(a -> keep || !Axes.contains(axes, a))
                .mapToLong(a -> Axes.contains(axes, a) ? 1 : dims[a])
                .toArray();
    }

    private interface ArgExtreme {
        NDArray apply(NDArray x, int axis);
    }

    private static NDArray extreme(Call call, ArgExtreme function) {
        NDArray x = call.in(0);
        int axis = call.axis("axis", 0, Torch.rank(x));
        NDArray index =
                call.flag("select_last_index")
                        ? fromTheEnd(function.apply(x.flip(axis), axis), Torch.dims(x)[axis])
                        : function.apply(x, axis);
        return call.integer("keepdims", 1) != 0 ? index.expandDims(axis) : index;
    }

    private static NDArray fromTheEnd(NDArray index, long size) {
        return index.neg().add(size - 1);
    }

    private static NDArray cumulativeSum(Call call) {
        NDArray x = call.in(0);
        int axis = Axes.normal((long) call.scalar(1), Torch.rank(x));
        NDArray ordered = call.flag("reverse") ? x.flip(axis) : x;
        NDArray sums = Torch.cast(ordered.cumSum(axis), x.getDataType());
        NDArray result = call.flag("exclusive") ? sums.sub(ordered) : sums;
        return call.flag("reverse") ? result.flip(axis) : result;
    }
}
