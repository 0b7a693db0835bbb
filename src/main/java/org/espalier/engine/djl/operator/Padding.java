package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import java.util.stream.LongStream;

/** The Pad operator: a border of a constant, or of the input's own elements. */
final class Padding {
    private Padding() {}

    static NDArray apply(Call call) {
        NDArray x = call.in(0);
        int rank = Torch.rank(x);
        long[] begin = new long[rank];
        long[] end = new long[rank];
        read(call, begin, end);
        String mode = call.text("mode", "constant");
        return mode.equals("constant")
                ? Torch.pad(x, begin, end, value(call))
                : mirrored(x, begin, end, mode);
    }

    private static void read(Call call, long[] begin, long[] end) {
        long[] pads = call.longs(1, "pads");
        if (pads == null) {
            throw new IllegalArgumentException("no pads");
        }
        int[] axes =
                call.has(3)
                        ? Axes.normal(call.longs(3), begin.length)
                        : Axes.range(0, begin.length);
        for (int i = 0; i < axes.length; i++) {
            begin[axes[i]] = pads[i];
            end[axes[i]] = pads[i + axes.length];
        }
    }

    private static double value(Call call) {
        return call.has(2) ? call.scalar(2) : call.number("value", 0);
    }

    private static NDArray mirrored(NDArray x, long[] begin, long[] end, String mode) {
        NDArray result = x;
        for (int axis = 0; axis < begin.length; axis++) {
            if (begin[axis] != 0 || end[axis] != 0) {
                long[] indices = indices(Torch.dims(x)[axis], begin[axis], end[axis], mode);
                result = IndexOperators.select(result, axis, indices);
            }
        }
        return result;
    }

    private static long[] indices(long size, long begin, long end, String mode) {
        return LongStream.range(-begin, size + end).map(i -> source(i, size, mode)).toArray();
    }

    /** Which element stands at a place before, in or after an axis. */
    private static long source(long place, long size, String mode) {
        return switch (mode) {
            case "edge" -> Math.clamp(place, 0, size - 1);
            case "wrap" -> Math.floorMod(place, size);
            case "reflect" -> reflected(place, size);
            default -> throw new IllegalArgumentException("mode " + mode);
        };
    }

    private static long reflected(long place, long size) {
        long period = Math.max(1, 2 * (size - 1));
        long phase = Math.floorMod(place, period);
        return Math.min(phase, period - phase);
    }
}
