package org.espalier.model;

import org.espalier.model.ShapeRules.Rule;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Shape rules of operators that move, cut and repeat data. */
final class StructureRules {
    private StructureRules() {}

    static void addTo(Map<String, Rule> rules) {
        ShapeRules.put(rules, StructureRules::flatten, "Flatten");
        ShapeRules.put(rules, StructureRules::transpose, "Transpose");
        ShapeRules.put(rules, StructureRules::tile, "Tile");
        ShapeRules.put(rules, StructureRules::pad, "Pad");
        ShapeRules.put(rules, StructureRules::resize, "Resize", "Upsample");
        ShapeRules.put(rules, o -> blocks(o, true), "DepthToSpace");
        ShapeRules.put(rules, o -> blocks(o, false), "SpaceToDepth");
        ShapeRules.put(rules, o -> Known.of(o.dtype(0), o.dims(1)), "GatherElements");
        ShapeRules.put(rules, StructureRules::gatherNd, "GatherND");
        ShapeRules.put(rules, StructureRules::oneHot, "OneHot");
        ShapeRules.put(rules, StructureRules::nonZero, "NonZero");
        rules.put("Split", StructureRules::split);
        rules.put("TopK", StructureRules::topK);
        rules.put("LSTM", o -> recurrent(o, 4));
        rules.put("GRU", o -> recurrent(o, 3));
        rules.put("RNN", o -> recurrent(o, 1));
    }

    /** The axes that are not {@code gone}. */
    static long[] without(long[] dims, boolean... gone) {
        return IntStream.range(0, dims.length)
                .filter(i -> !gone[i])
                .mapToLong(i -> dims[i])
                .toArray();
    }

    /** The axes without one of them. */
    static long[] without(long[] dims, int axis) {
        boolean[] gone = new boolean[dims.length];
        gone[axis] = true;
        return without(dims, gone);
    }

    /** A product of sizes, unknown if one of them is. */
    static long product(long[] dims, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            if (dims[i] == Known.UNKNOWN) {
                return Known.UNKNOWN;
            }
            product = Math.multiplyExact(product, dims[i]);
        }
        return product;
    }

    private static Known flatten(Operands o) {
        long[] dims = o.dims(0);
        if (dims == null) {
            return Known.ofRank(o.dtype(0), 2);
        }
        int axis = o.axis("axis", 1, dims.length);
        return Known.of(o.dtype(0), product(dims, 0, axis), product(dims, axis, dims.length));
    }

    private static Known transpose(Operands o) {
        long[] dims = o.dims(0);
        if (dims == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        long[] backwards =
                IntStream.range(0, dims.length).mapToLong(i -> dims.length - 1L - i).toArray();
        long[] order = o.node().intsAttribute("perm", backwards);
        return Known.of(o.dtype(0), Arrays.stream(order).map(axis -> dims[(int) axis]).toArray());
    }

    private static Known tile(Operands o) {
        long[] dims = o.dims(0);
        long[] repeats = o.ints(1);
        return scaled(o, dims, repeats);
    }

    private static Known scaled(Operands o, long @Nullable [] dims, long @Nullable [] factors) {
        if (dims == null || factors == null) {
            return rankOf(o);
        }
        long[] result = dims.clone();
        for (int i = 0; i < dims.length; i++) {
            result[i] =
                    dims[i] == Known.UNKNOWN
                            ? Known.UNKNOWN
                            : Math.multiplyExact(dims[i], factors[i]);
        }
        return Known.of(o.dtype(0), result);
    }

    /** A value with as many axes as the first input. */
    static Known rankOf(Operands o) {
        long[] dims = o.dims(0);
        return dims == null
                ? Known.NOTHING.withType(o.dtype(0))
                : Known.ofRank(o.dtype(0), dims.length);
    }

    private static Known pad(Operands o) {
        long[] dims = o.dims(0);
        long[] pads = o.ints("pads", 1);
        if (dims == null || pads == null) {
            return rankOf(o);
        }
        long[] axes = o.ints(3);
        long[] result = dims.clone();
        int count = pads.length / 2;
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : Operands.axis(axes[i], dims.length);
            if (result[axis] != Known.UNKNOWN) {
                result[axis] += pads[i] + pads[i + count];
            }
        }
        return Known.of(o.dtype(0), result);
    }

    private static Known resize(Operands o) {
        long[] dims = o.dims(0);
        long[] sizes = o.ints(3);
        Tensor scales = o.constant(o.node().inputs().size() > 2 ? 2 : 1);
        if (dims == null || o.node().attributes().containsKey("axes")) {
            return rankOf(o);
        }
        if (sizes != null && sizes.length == dims.length) {
            return Known.of(o.dtype(0), sizes);
        }
        if (scales == null || scales.count() != dims.length) {
            return rankOf(o);
        }
        long[] result = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            result[i] = dims[i] < 0 ? dims[i] : (long) Math.floor(dims[i] * scales.doubleAt(i));
        }
        return Known.of(o.dtype(0), result);
    }

    private static Known blocks(Operands o, boolean toSpace) {
        long[] dims = o.dims(0);
        long size = o.node().intAttribute("blocksize", 1);
        if (dims == null || !o.in(0).isComplete()) {
            return rankOf(o);
        }
        return toSpace
                ? Known.of(
                        o.dtype(0),
                        dims[0],
                        dims[1] / (size * size),
                        dims[2] * size,
                        dims[3] * size)
                : Known.of(
                        o.dtype(0), dims[0], dims[1] * size * size, dims[2] / size, dims[3] / size);
    }

    private static Known gatherNd(Operands o) {
        long[] data = o.dims(0);
        long[] at = o.dims(1);
        if (data == null || at == null || at[at.length - 1] == Known.UNKNOWN) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        int skip = (int) (o.node().intAttribute("batch_dims", 0) + at[at.length - 1]);
        return Known.of(
                o.dtype(0),
                join(
                        Arrays.copyOf(at, at.length - 1),
                        Arrays.copyOfRange(data, skip, data.length)));
    }

    /** One list of axes after the other. */
    static long[] join(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    private static Known oneHot(Operands o) {
        long[] dims = o.dims(0);
        long[] depth = o.ints(1);
        if (dims == null) {
            return Known.NOTHING.withType(o.dtype(2));
        }
        int axis = o.axis("axis", -1, dims.length + 1);
        long size = depth == null ? Known.UNKNOWN : depth[0];
        return Known.of(
                o.dtype(2),
                join(
                        Arrays.copyOf(dims, axis),
                        new long[] {size},
                        Arrays.copyOfRange(dims, axis, dims.length)));
    }

    private static Known nonZero(Operands o) {
        long[] dims = o.dims(0);
        return Known.of(DType.INT64, dims == null ? Known.UNKNOWN : dims.length, Known.UNKNOWN);
    }

    private static List<Known> split(Operands o) {
        long[] dims = o.dims(0);
        int parts = o.node().outputs().size();
        if (dims == null) {
            return List.of();
        }
        int axis = o.axis("axis", 0, dims.length);
        long[] sizes = o.has("split", 1) ? o.ints("split", 1) : evenly(dims[axis], parts);
        List<Known> outputs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long[] part = dims.clone();
            part[axis] = sizes == null ? Known.UNKNOWN : sizes[i];
            outputs.add(Known.of(o.dtype(0), part));
        }
        return outputs;
    }

    private static long @Nullable [] evenly(long size, int parts) {
        if (size == Known.UNKNOWN) {
            return null;
        }
        long[] sizes = new long[parts];
        long each = (size + parts - 1) / parts;
        for (int i = 0; i < parts; i++) {
            sizes[i] = Math.min(each, size - i * each);
        }
        return sizes;
    }

    private static List<Known> topK(Operands o) {
        long[] dims = o.dims(0);
        if (dims == null) {
            return List.of();
        }
        long[] k = o.ints(1);
        long[] result = dims.clone();
        result[o.axis("axis", -1, dims.length)] =
                k == null ? o.node().intAttribute("k", Known.UNKNOWN) : k[0];
        return List.of(Known.of(o.dtype(0), result), Known.of(DType.INT64, result));
    }

    /**
     * X (steps, batch, input), W (directions, gates * hidden, input): Y, Y_h and, for LSTM, Y_c.
     */
    private static List<Known> recurrent(Operands o, int gates) {
        long[] x = o.dims(0);
        long[] w = o.dims(1);
        if (x == null || w == null) {
            return List.of();
        }
        boolean batchFirst = o.node().intAttribute("layout", 0) != 0;
        long hidden = o.node().intAttribute("hidden_size", w[1] / gates);
        Known all =
                batchFirst
                        ? Known.of(o.dtype(0), x[0], x[1], w[0], hidden)
                        : Known.of(o.dtype(0), x[0], w[0], x[1], hidden);
        Known last =
                batchFirst
                        ? Known.of(o.dtype(0), x[0], w[0], hidden)
                        : Known.of(o.dtype(0), w[0], x[1], hidden);
        return List.of(all, last, last);
    }
}
