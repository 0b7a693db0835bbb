package org.espalier.engine.djl.operator;

import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.stream.LongStream;

/** Index tuples of GatherND and ScatterND as rows of a table of all tuples. */
final class Places {
    private Places() {}

    /** The data as a table: a row for each index of the first axes, the rest in columns. */
    static long[] tableShape(long[] dims, int indexed) {
        long rows = Axes.product(dims, 0, indexed);
        return new long[] {rows, Axes.product(dims, indexed, dims.length)};
    }

    static long[] resultShape(Shape places, long[] dims, int indexed) {
        long[] lead = LongStream.of(places.dims()).limit(places.rank() - 1L).toArray();
        return Axes.concat(lead, LongStream.of(dims).skip(indexed).toArray());
    }

    /**
     * The table row of each tuple.
     *
     * @param batch leading axes that tuples and data share
     */
    static long[] rows(Tensor places, long[] dims, int batch) {
        int depth = places.shape().intDim(-1);
        long[] index = places.toLongs();
        int count = index.length / Math.max(1, depth);
        long perBatch = count / Math.max(1, Axes.product(dims, 0, batch));
        long[] rows = new long[count];
        for (int i = 0; i < count; i++) {
            long row = batch == 0 ? 0 : i / perBatch;
            for (int k = 0; k < depth; k++) {
                row = row * dims[batch + k] + inside(index[i * depth + k], dims[batch + k]);
            }
            rows[i] = row;
        }
        return rows;
    }

    private static long inside(long index, long size) {
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException("index %d of %d".formatted(index, size));
        }
        return index < 0 ? index + size : index;
    }
}
