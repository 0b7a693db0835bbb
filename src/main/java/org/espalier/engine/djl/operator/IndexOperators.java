package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operators that read or write elements at computed places. */
final class IndexOperators {
    private IndexOperators() {}

    static void list(OperatorTable table) {
        table.one("Gather", IndexOperators::gather);
        table.one("GatherElements", IndexOperators::gatherElements);
        table.one("GatherND", IndexOperators::gatherNd);
        table.one("Scatter", IndexOperators::scatterElements);
        table.one("ScatterElements", IndexOperators::scatterElements);
        table.one("ScatterND", IndexOperators::scatterNd);
        table.one("Compress", IndexOperators::compress);
        table.one("OneHot", IndexOperators::oneHot);
        table.one("Trilu", IndexOperators::triangle);
        table.one("NonZero", c -> c.in(0).nonzero().transpose());
        table.one("ReverseSequence", IndexOperators::reverseSequence);
        table.any("TopK", IndexOperators::topK);
    }

    /** The given indices of one axis. */
    static NDArray select(NDArray x, int axis, long[] indices) {
        return alongAxis(x, Arrays.upload(x.getManager(), HostMath.vector(indices)), axis);
    }

    /** Rows of a table: the axis first, everything else in a row. */
    private static NDArray alongAxis(NDArray x, NDArray indices, int axis) {
        if (axis == 0) {
            return Torch.rows(x, indices);
        }
        int rank = Torch.rank(x);
        int[] order = Axes.moving(rank, axis, 0);
        NDArray rows = Torch.rows(x.transpose(order), indices);
        int width = Torch.rank(indices);
        int[] back =
                IntStream.concat(
                                IntStream.range(width, width + axis),
                                IntStream.concat(
                                        IntStream.range(0, width),
                                        IntStream.range(width + axis, width + rank - 1)))
                        .toArray();
        return rows.transpose(back);
    }

    private static NDArray gather(Call call) {
        NDArray x = call.in(0);
        int axis = call.axis("axis", 0, Torch.rank(x));
        return alongAxis(x, indices(call, 1, Torch.dims(x)[axis]), axis);
    }

    /** Indices from 0 as int64; negative ones count from the end. */
    private static NDArray indices(Call call, int input, long size) {
        if (call.value(input).isOnHost()) {
            Tensor host = call.host(input);
            LongStream all = LongStream.of(host.toLongs());
            return all.anyMatch(i -> i < 0)
                    ? call.upload(HostMath.unary(host.cast(DType.INT64), i -> i < 0 ? i + size : i))
                    : Torch.cast(call.in(input), DataType.INT64);
        }
        NDArray indices = Torch.cast(call.in(input), DataType.INT64);
        return indices.add(Torch.cast(indices.lt(0), DataType.INT64).mul(size));
    }

    private static NDArray gatherElements(Call call) {
        NDArray x = call.in(0);
        int axis = call.axis("axis", 0, Torch.rank(x));
        return Torch.gather(x, indices(call, 1, Torch.dims(x)[axis]), axis);
    }

    private static NDArray gatherNd(Call call) {
        NDArray x = call.in(0);
        long[] dims = Torch.dims(x);
        Tensor places = call.host(1);
        int batch = (int) call.integer("batch_dims", 0);
        int depth = places.shape().intDim(-1);
        long[] rows = Places.rows(places, dims, batch);
        NDArray table = Torch.reshape(x, Places.tableShape(dims, batch + depth));
        NDArray found = Torch.rows(table, call.upload(HostMath.vector(rows)));
        return Torch.reshape(found, Places.resultShape(places.shape(), dims, batch + depth));
    }

    private static NDArray scatterElements(Call call) {
        requirePlain(call);
        NDArray x = call.in(0);
        int axis = call.axis("axis", 0, Torch.rank(x));
        return Torch.scatter(x, indices(call, 1, Torch.dims(x)[axis]), call.in(2), axis);
    }

    private static NDArray scatterNd(Call call) {
        requirePlain(call);
        NDArray x = call.in(0);
        long[] dims = Torch.dims(x);
        Tensor places = call.host(1);
        long[] tableShape = Places.tableShape(dims, places.shape().intDim(-1));
        long[] rows = Places.rows(places, dims, 0);
        NDArray updates = Torch.reshape(call.in(2), rows.length, tableShape[1]);
        NDArray indices = call.upload(HostMath.longs(Shape.of(rows.length, 1), rows));
        NDArray wide = indices.broadcast(rows.length, tableShape[1]);
        return Torch.reshape(Torch.scatter(Torch.reshape(x, tableShape), wide, updates, 0), dims);
    }

    private static void requirePlain(Call call) {
        String reduction = call.text("reduction", "none");
        if (!reduction.equals("none")) {
            throw new UnsupportedOperationException("reduction " + reduction);
        }
    }

    private static NDArray compress(Call call) {
        NDArray x = call.in(0);
        long[] condition = call.longs(1);
        long[] kept =
                LongStream.range(0, condition.length)
                        .filter(i -> condition[(int) i] != 0)
                        .toArray();
        return call.node().attributes().containsKey("axis")
                ? select(x, call.axis("axis", 0, Torch.rank(x)), kept)
                : select(x.flatten(), 0, kept);
    }

    private static NDArray oneHot(Call call) {
        long depth = (long) call.scalar(1);
        Tensor indices = call.host(0).cast(DType.INT64);
        int rank = indices.shape().rank();
        int axis = call.axis("axis", -1, rank + 1);
        NDArray places =
                call.upload(HostMath.unary(indices, i -> i < 0 ? i + depth : i)).expandDims(axis);
        long[] all = LongStream.range(0, depth).toArray();
        long[] shape = Axes.onesExcept(rank + 1, axis, depth);
        NDArray hit = places.eq(call.upload(HostMath.longs(Shape.of(shape), all)));
        NDArray values = call.in(2);
        return Torch.where(hit, values.get(1), values.get(0));
    }

    private static NDArray triangle(Call call) {
        NDArray x = call.in(0);
        long[] dims = Torch.dims(x);
        long rows = dims[dims.length - 2];
        long columns = dims[dims.length - 1];
        long k = call.has(1) ? (long) call.scalar(1) : 0;
        boolean upper = call.integer("upper", 1) != 0;
        long[] inside = new long[Math.toIntExact(rows * columns)];
        java.util.Arrays.setAll(
                inside,
                i -> {
                    long above = i % columns - i / columns - k;
                    return upper == (above >= 0) || above == 0 ? 1 : 0;
                });
        NDArray mask = call.upload(HostMath.longs(Shape.of(rows, columns), inside)).gt(0);
        return Torch.where(mask, x, Torch.scalar(x, 0));
    }

    private static NDArray reverseSequence(Call call) {
        NDArray x = call.in(0);
        int time = (int) call.integer("time_axis", 0);
        int batch = (int) call.integer("batch_axis", 1);
        long[] lengths = call.longs(1);
        NDList samples = new NDList();
        for (int sample = 0; sample < lengths.length; sample++) {
            NDArray one = Torch.slice(x, batch, sample, sample + 1);
            NDArray head = Torch.slice(one, time, 0, lengths[sample]).flip(time);
            NDArray tail = Torch.slice(one, time, lengths[sample], Torch.dims(x)[time]);
            samples.add(Torch.concat(new NDList(head, tail), time));
        }
        return Torch.concat(samples, batch);
    }

    private static List<Value> topK(Call call) {
        NDArray x = call.in(0);
        int axis = call.axis("axis", -1, Torch.rank(x));
        long k = call.has(1) ? (long) call.scalar(1) : call.integer("k", 1);
        boolean largest = call.integer("largest", 1) != 0;
        NDList both = x.topK(Math.toIntExact(k), axis, largest, true);
        return List.of(Value.of(both.get(0)), Value.of(both.get(1)));
    }
}
