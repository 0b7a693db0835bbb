package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operators that move or repeat elements and compute none. */
final class ShapeOperators {
    private ShapeOperators() {}

    static void list(OperatorTable table) {
        table.one("Reshape", c -> Torch.reshape(c.in(0), reshaped(c)));
        table.one("Flatten", ShapeOperators::flatten);
        table.one("Squeeze", c -> Torch.reshape(c.in(0), squeezed(c, Torch.dims(c.in(0)))));
        table.one("Unsqueeze", c -> Torch.reshape(c.in(0), unsqueezed(c, Torch.dims(c.in(0)))));
        table.one("Transpose", ShapeOperators::transpose);
        table.one("Expand", ShapeOperators::expand);
        table.one("Tile", c -> c.in(0).tile(c.longs(1)));
        table.one("Concat", ShapeOperators::concat);
        table.any("Split", ShapeOperators::split);
        table.one("Slice", ShapeOperators::slice);
        table.one("Pad", Padding::apply);
        table.one("DepthToSpace", ShapeOperators::depthToSpace);
        table.one("SpaceToDepth", ShapeOperators::spaceToDepth);
        table.any("Dropout", ShapeOperators::dropout);
    }

    /** Sizes where 0 keeps the input's and -1 takes what is left. */
    static long[] reshaped(Call call) {
        long[] wanted = call.has(1) ? call.longs(1) : call.node().intsAttribute("shape");
        if (!call.flag("allowzero")) {
            long[] dims = call.value(0).shape().dims();
            return IntStream.range(0, wanted.length)
                    .mapToLong(i -> wanted[i] == 0 ? dims[i] : wanted[i])
                    .toArray();
        }
        return wanted;
    }

    private static NDArray flatten(Call call) {
        long[] dims = Torch.dims(call.in(0));
        long axis = call.integer("axis", 1);
        int split = (int) (axis < 0 ? axis + dims.length : axis);
        long rows = Axes.product(dims, 0, split);
        return Torch.reshape(call.in(0), rows, Axes.product(dims, split, dims.length));
    }

    static long[] squeezed(Call call, long[] dims) {
        long[] given = call.longs(1, "axes");
        int[] axes = given == null ? ones(dims) : Axes.normal(given, dims.length);
        return IntStream.range(0, dims.length)
                .filter(axis -> !Axes.contains(axes, axis))
                .mapToLong(axis -> dims[axis])
                .toArray();
    }

    private static int[] ones(long[] dims) {
        return IntStream.range(0, dims.length).filter(axis -> dims[axis] == 1).toArray();
    }

    static long[] unsqueezed(Call call, long[] dims) {
        long[] given = call.longs(1, "axes");
        if (given == null) {
            throw new IllegalArgumentException("no axes");
        }
        int rank = dims.length + given.length;
        int[] axes = Axes.normal(given, rank);
        long[] result = new long[rank];
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            result[axis] = Axes.contains(axes, axis) ? 1 : dims[next++];
        }
        return result;
    }

    private static NDArray transpose(Call call) {
        int rank = Torch.rank(call.in(0));
        long[] reversed = IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray();
        long[] order = call.node().intsAttribute("perm", reversed);
        return call.in(0).transpose(LongStream.of(order).mapToInt(i -> (int) i).toArray());
    }

    private static NDArray expand(Call call) {
        NDArray x = call.in(0);
        return x.broadcast(Axes.broadcast(Torch.dims(x), call.longs(1)));
    }

    private static NDArray concat(Call call) {
        NDList parts = new NDList();
        for (int i = 0; i < call.size(); i++) {
            parts.add(call.in(i));
        }
        return Torch.concat(parts, call.axis("axis", 0, Torch.rank(call.in(0))));
    }

    private static List<Value> split(Call call) {
        NDArray x = call.in(0);
        int axis = call.axis("axis", 0, Torch.rank(x));
        List<Value> parts = new ArrayList<>();
        long start = 0;
        for (long size : splitSizes(call, Torch.dims(x)[axis])) {
            parts.add(Value.of(Torch.slice(x, axis, start, start + size)));
            start += size;
        }
        return parts;
    }

    /** Sizes as given, or equal ones of which the last may be smaller. */
    private static long[] splitSizes(Call call, long total) {
        long[] given = call.longs(1, "split");
        if (given != null) {
            return given;
        }
        int count = (int) call.integer("num_outputs", call.node().outputs().size());
        long each = Math.ceilDiv(total, count);
        return LongStream.range(0, count).map(i -> Math.min(each, total - i * each)).toArray();
    }

    private static NDArray slice(Call call) {
        NDArray x = call.in(0);
        for (Range range : Range.all(call, Torch.dims(x))) {
            NDArray ordered = range.step() < 0 ? x.flip(range.axis()) : x;
            Range forward = range.forward(Torch.dims(x)[range.axis()]);
            x =
                    Torch.slice(
                            ordered,
                            forward.axis(),
                            forward.start(),
                            forward.end(),
                            forward.step());
        }
        return x;
    }

    private static NDArray depthToSpace(Call call) {
        NDArray x = call.in(0);
        long[] d = Torch.dims(x);
        long b = call.integer("blocksize", 1);
        long depth = d[1] / (b * b);
        NDArray moved =
                call.text("mode", "DCR").equals("DCR")
                        ? Torch.reshape(x, d[0], b, b, depth, d[2], d[3])
                                .transpose(0, 3, 4, 1, 5, 2)
                        : Torch.reshape(x, d[0], depth, b, b, d[2], d[3])
                                .transpose(0, 1, 4, 2, 5, 3);
        return Torch.reshape(moved, d[0], depth, d[2] * b, d[3] * b);
    }

    private static NDArray spaceToDepth(Call call) {
        NDArray x = call.in(0);
        long[] d = Torch.dims(x);
        long b = call.integer("blocksize", 1);
        NDArray blocks = Torch.reshape(x, d[0], d[1], d[2] / b, b, d[3] / b, b);
        NDArray moved = blocks.transpose(0, 3, 5, 1, 2, 4);
        return Torch.reshape(moved, d[0], d[1] * b * b, d[2] / b, d[3] / b);
    }

    /** Nothing is dropped in inference; the mask, if asked for, is all true. */
    private static List<Value> dropout(Call call) {
        if (call.has(2) && call.scalar(2) != 0) {
            throw new UnsupportedOperationException("training mode");
        }
        NDArray x = call.in(0);
        NDArray mask = Torch.ones(x, Torch.dims(x)).gt(0);
        return List.of(Value.of(x), Value.of(mask));
    }
}
