package org.espalier.engine.djl.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What Slice takes along one axis, its bounds clamped to the axis. */
record Range(int axis, long start, long end, long step) {

    /** The ranges of a Slice node, from inputs or, before operator set 10, attributes. */
    static List<Range> all(Call call, long[] dims) {
        long[] starts = required(call.longs(1, "starts"));
        long[] ends = required(call.longs(2, "ends"));
        long[] axes = call.longs(3, "axes");
        long[] steps = call.has(4) ? call.longs(4) : Axes.filled(starts.length, 1);
        if (axes == null) {
            axes = LongStream.range(0, starts.length).toArray();
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int axis = Axes.normal(axes[i], dims.length);
            ranges.add(clamped(axis, starts[i], ends[i], steps[i], dims[axis]));
        }
        return ranges;
    }

    private static long[] required(long @org.jspecify.annotations.Nullable [] values) {
        if (values == null) {
            throw new IllegalArgumentException("no bounds");
        }
        return values;
    }

    private static Range clamped(int axis, long start, long end, long step, long size) {
        long from = start < 0 ? start + size : start;
        long to = end < 0 ? end + size : end;
        return step > 0
                ? new Range(axis, clamp(from, 0, size), clamp(to, 0, size), step)
                : new Range(axis, clamp(from, 0, size - 1), clamp(to, -1, size - 1), step);
    }

    private static long clamp(long value, long low, long high) {
        return Math.max(low, Math.min(value, high));
    }

    /** The same elements in the same order where the axis, of this size, is turned round. */
    Range forward(long size) {
        if (step > 0) {
            return new Range(axis, start, Math.max(start, end), step);
        }
        long first = size - 1 - start;
        return new Range(axis, first, Math.max(first, size - 1 - end), -step);
    }

    /** The indices, in order. */
    long[] indices() {
        return step > 0
                ? LongStream.iterate(start, i -> i < end, i -> i + step).toArray()
                : LongStream.iterate(start, i -> i > end, i -> i + step).toArray();
    }
}
