package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

/** Pooling over windows and over whole feature maps. */
final class PoolOperators {
    private PoolOperators() {}

    static void list(OperatorTable table) {
        table.one("MaxPool", PoolOperators::maxPool);
        table.one("AveragePool", PoolOperators::averagePool);
        table.one("LpPool", PoolOperators::lpPool);
        table.unary("GlobalAveragePool", x -> Torch.mean(x, spatialAxes(x)));
        table.unary("GlobalMaxPool", PoolOperators::globalMax);
        table.one("GlobalLpPool", PoolOperators::globalLp);
    }

    private static NDArray maxPool(Call call) {
        if (call.node().outputs().size() > 1 && !call.node().outputs().get(1).isEmpty()) {
            throw new UnsupportedOperationException("the indices of MaxPool are not computed");
        }
        NDArray x = call.in(0);
        Window window = Window.ofPooling(call, Torch.dims(x));
        if (window.isSymmetric() && !window.isDilated() && fits(window)) {
            return Torch.maxPool(x, window);
        }
        NDArray padded = Torch.pad(x, window.fullBegin(), window.fullEnd(), lowest(x));
        return window.isDilated()
                ? maxOverShifts(padded, window)
                : Torch.maxPool(padded, window.unpadded());
    }

    /** PyTorch takes a border of at most half of the window. */
    private static boolean fits(Window window) {
        for (int axis = 0; axis < window.rank(); axis++) {
            if (2 * window.begin()[axis] > window.kernel()[axis]) {
                return false;
            }
        }
        return true;
    }

    private static double lowest(NDArray x) {
        return switch (x.getDataType()) {
            case UINT8 -> 0;
            case INT8 -> Byte.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    /** The maximum over one strided view for each place in the window. */
    private static NDArray maxOverShifts(NDArray x, Window window) {
        NDArray result = null;
        long places = Axes.product(window.kernel());
        for (long place = 0; place < places; place++) {
            NDArray view = shifted(x, window, place);
            result = result == null ? view : result.maximum(view);
        }
        if (result == null) {
            throw new IllegalArgumentException("an empty window");
        }
        return result;
    }

    /** What all windows see at one place, counted in row-major order. */
    private static NDArray shifted(NDArray x, Window window, long place) {
        NDArray view = x;
        long rest = place;
        for (int axis = window.rank() - 1; axis >= 0; axis--) {
            long offset = rest % window.kernel()[axis] * window.dilations()[axis];
            rest /= window.kernel()[axis];
            long span = Torch.dims(x)[axis + 2] - window.extent(axis) + 1;
            view = Torch.slice(view, axis + 2, offset, offset + span, window.strides()[axis]);
        }
        return view;
    }

    private static NDArray averagePool(Call call) {
        NDArray x = call.in(0);
        Window window = Window.ofPooling(call, Torch.dims(x));
        return window.isSymmetric() && !window.isDilated() && countsAll(call, window)
                ? Torch.averagePool(x, window)
                : overBorder(x, window).div(shareThatCounts(call, x, window));
    }

    private static boolean countsAll(Call call, Window window) {
        boolean padded = Axes.sum(window.begin()) > 0;
        return fits(window) && (call.flag("count_include_pad") || !padded);
    }

    /** How much of each window counts: not what was added for a last window, the border maybe. */
    private static NDArray shareThatCounts(Call call, NDArray x, Window window) {
        Window declared = Window.declaredForPooling(call, Torch.dims(x));
        NDArray ones = Torch.ones(x, Torch.dims(x));
        double border = call.flag("count_include_pad") ? 1 : 0;
        NDArray inner = Torch.pad(ones, declared.fullBegin(), declared.fullEnd(), border);
        long[] added = Axes.minus(window.fullEnd(), declared.fullEnd());
        return average(Torch.pad(inner, new long[added.length], added, 0), window.unpadded());
    }

    /** The average with zeros around. */
    private static NDArray overBorder(NDArray x, Window window) {
        NDArray padded = Torch.pad(x, window.fullBegin(), window.fullEnd(), 0);
        return average(padded, window.unpadded());
    }

    private static NDArray average(NDArray x, Window window) {
        if (!window.isDilated()) {
            return Torch.averagePool(x, window);
        }
        NDArray sum = shifted(x, window, 0);
        long places = Axes.product(window.kernel());
        for (long place = 1; place < places; place++) {
            sum = sum.add(shifted(x, window, place));
        }
        return sum.div(places);
    }

    private static NDArray lpPool(Call call) {
        NDArray x = call.in(0);
        Window window = Window.ofPooling(call, Torch.dims(x));
        double p = call.integer("p", 2);
        NDArray powers = overBorder(x.abs().pow(p), window).mul(Axes.product(window.kernel()));
        return powers.pow(1 / p);
    }

    private static NDArray globalMax(NDArray x) {
        long[] dims = Torch.dims(x);
        NDArray flat = Torch.reshape(x, dims[0], dims[1], -1).max(new int[] {2});
        return Torch.reshape(flat, Axes.concat(new long[] {dims[0], dims[1]}, ones(x)));
    }

    private static NDArray globalLp(Call call) {
        double p = call.integer("p", 2);
        NDArray x = call.in(0);
        return x.abs().pow(p).sum(spatialAxes(x), true).pow(1 / p);
    }

    private static long[] ones(NDArray x) {
        return Axes.filled(Torch.rank(x) - 2, 1);
    }

    private static int[] spatialAxes(NDArray x) {
        return Axes.range(2, Torch.rank(x));
    }
}
