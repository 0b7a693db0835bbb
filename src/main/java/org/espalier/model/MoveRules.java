package org.espalier.model;

import org.espalier.model.ShapeRules.Rule;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rules of the operators that rearrange data and, in exports, the sizes that shapes are made of.
 */
final class MoveRules {
    private static final int MAX_RANK = 64;

    private MoveRules() {}

    static void addTo(Map<String, Rule> rules) {
        ShapeRules.put(rules, MoveRules::reshape, "Reshape");
        ShapeRules.put(rules, MoveRules::squeeze, "Squeeze");
        ShapeRules.put(rules, MoveRules::unsqueeze, "Unsqueeze");
        ShapeRules.put(rules, MoveRules::concat, "Concat");
        ShapeRules.put(rules, MoveRules::gather, "Gather");
        ShapeRules.put(rules, MoveRules::slice, "Slice");
        ShapeRules.put(rules, MoveRules::expand, "Expand");
    }

    private static Known reshape(Operands o) {
        long[] target = ContentRules.unknownToDims(o.in(1).content());
        long[] wanted = o.in(1).content();
        if (target == null || wanted == null) {
            long[] length = o.dims(1);
            return length == null || length[0] < 0 || length[0] > MAX_RANK
                    ? Known.NOTHING.withType(o.dtype(0))
                    : Known.ofRank(o.dtype(0), Math.toIntExact(length[0]));
        }
        boolean keepZero = o.node().intAttribute("allowzero", 0) != 0;
        int free = -1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0 && !keepZero) {
                long[] dims = o.dims(0);
                target[i] = dims == null ? Known.UNKNOWN : dims[i];
            }
            free = wanted[i] == -1 ? i : free;
        }
        if (free >= 0) {
            target[free] = rest(o.in(0).count(), target, free);
        }
        return o.in(0).withDims(target);
    }

    /** The size that -1 stands for. */
    private static long rest(long count, long[] dims, int free) {
        long others =
                StructureRules.product(StructureRules.without(dims, free), 0, dims.length - 1);
        return count == Known.UNKNOWN || others <= 0 ? Known.UNKNOWN : count / others;
    }

    private static Known squeeze(Operands o) {
        long[] dims = o.dims(0);
        long[] axes = o.ints("axes", 1);
        if (dims == null || axes == null && o.has("axes", 1)) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        boolean[] gone = new boolean[dims.length];
        for (int i = 0; i < dims.length; i++) {
            gone[i] = axes == null && dims[i] == 1;
        }
        for (int i = 0; axes != null && i < axes.length; i++) {
            gone[Operands.axis(axes[i], dims.length)] = true;
        }
        return o.in(0).withDims(StructureRules.without(dims, gone));
    }

    private static Known unsqueeze(Operands o) {
        long[] dims = o.dims(0);
        long[] axes = o.ints("axes", 1);
        if (dims == null || axes == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        int rank = dims.length + axes.length;
        boolean[] added = new boolean[rank];
        Arrays.stream(axes).forEach(axis -> added[Operands.axis(axis, rank)] = true);
        long[] result = new long[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            result[i] = added[i] ? 1 : dims[next++];
        }
        return o.in(0).withDims(result);
    }

    private static Known concat(Operands o) {
        long[] first = o.dims(0);
        if (first == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        int axis = o.axis("axis", 0, first.length);
        long[] result = first.clone();
        boolean content = first.length == 1 && o.in(0).content() != null;
        for (int i = 1; i < o.inputs().size(); i++) {
            long[] dims = o.dims(i);
            long more = dims == null ? Known.UNKNOWN : dims[axis];
            result[axis] = Math.min(more, result[axis]) < 0 ? Known.UNKNOWN : result[axis] + more;
            content &= o.in(i).content() != null;
        }
        Known known = Known.of(o.dtype(0), result);
        return content ? known.withContent(joined(o)) : known;
    }

    private static long[] joined(Operands o) {
        return o.inputs().stream()
                .map(Known::content)
                .flatMapToLong(
                        part -> part == null ? Arrays.stream(new long[0]) : Arrays.stream(part))
                .toArray();
    }

    private static Known gather(Operands o) {
        long[] data = o.dims(0);
        long[] at = o.dims(1);
        if (data == null || at == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        int axis = o.axis("axis", 0, data.length);
        Known known =
                Known.of(
                        o.dtype(0),
                        StructureRules.join(
                                Arrays.copyOf(data, axis),
                                at,
                                Arrays.copyOfRange(data, axis + 1, data.length)));
        long[] content = o.in(0).content();
        long[] indices = o.ints(1);
        return content == null || indices == null || data.length != 1
                ? known
                : known.withContent(
                        Arrays.stream(indices)
                                .map(i -> content[Operands.axis(i, content.length)])
                                .toArray());
    }

    private static Known slice(Operands o) {
        long[] dims = o.dims(0);
        if (dims == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        long[] starts = o.ints("starts", 1);
        long[] ends = o.ints("ends", 2);
        long[] axes = o.ints("axes", 3);
        long[] steps = o.ints(4);
        long[] result = dims.clone();
        if (axes == null && o.has("axes", 3)) {
            return StructureRules.rankOf(o);
        }
        int count = sliced(o, starts, ends, axes);
        Known known = o.in(0).withContent(null);
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : Operands.axis(axes[i], dims.length);
            long step = steps == null ? o.node().input(4) == null ? 1 : 0 : steps[i];
            Cut cut =
                    starts == null || ends == null
                            ? null
                            : Cut.of(starts[i], ends[i], step, dims[axis]);
            result[axis] = cut == null ? Known.UNKNOWN : cut.count();
            if (dims.length == 1 && cut != null) {
                known = known.withContent(cut.of(o.in(0).content()));
            }
        }
        return known.withDims(result);
    }

    /** How many axes a Slice cuts. */
    private static int sliced(
            Operands o, long @Nullable [] starts, long @Nullable [] ends, long @Nullable [] axes) {
        if (axes != null) {
            return axes.length;
        }
        if (starts != null) {
            return starts.length;
        }
        return ends != null ? ends.length : (int) Math.max(0, o.in(1).count());
    }

    /** A slice of one axis: start, step and how many. */
    private record Cut(long start, long step, long count) {
        static @Nullable Cut of(long start, long end, long step, long size) {
            if (size == Known.UNKNOWN || step == 0) {
                return null;
            }
            long low = step > 0 ? 0 : -1;
            long high = step > 0 ? size : size - 1;
            long from = Math.clamp(start < 0 ? start + size : start, 0, high);
            long to = Math.clamp(end < 0 ? end + size : end, low, high);
            return new Cut(from, step, Math.max(0, Math.ceilDiv(to - from, step)));
        }

        long @Nullable [] of(long @Nullable [] content) {
            return content == null
                    ? null
                    : IntStream.range(0, Math.toIntExact(count))
                            .mapToLong(i -> content[(int) (start + i * step)])
                            .toArray();
        }
    }

    private static Known expand(Operands o) {
        long[] target = ContentRules.unknownToDims(o.in(1).content());
        if (target == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        Known result = Known.of(o.dtype(0), ShapeRules.broadcast(o.dims(0), target));
        long[] content = o.ints(0);
        return content != null && content.length == 1
                ? ContentRules.filled(result, content[0])
                : result;
    }
}
