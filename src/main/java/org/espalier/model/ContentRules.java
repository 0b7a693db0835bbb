package org.espalier.model;

import org.espalier.model.ShapeRules.Rule;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Rules of the operators with which exports compute shapes: beside the shape of their output they
 * give its content where that is a small integer tensor.
 */
final class ContentRules {
    private ContentRules() {}

    static void addTo(Map<String, Rule> rules) {
        ShapeRules.put(rules, o -> o.in(0), "Identity");
        ShapeRules.put(rules, ContentRules::shape, "Shape");
        ShapeRules.put(rules, ContentRules::size, "Size");
        ShapeRules.put(rules, ContentRules::constant, "Constant");
        ShapeRules.put(rules, ContentRules::constantOfShape, "ConstantOfShape");
        ShapeRules.put(rules, ContentRules::cast, "Cast");
        ShapeRules.put(rules, o -> o.in(0).withType(o.dtype(1)), "CastLike");
        ShapeRules.put(rules, ContentRules::range, "Range");
        ShapeRules.put(rules, ContentRules::where, "Where");
        MoveRules.addTo(rules);
        arithmetic(rules);
        comparisons(rules);
    }

    private static Known shape(Operands o) {
        long[] dims = o.dims(0);
        if (dims == null) {
            return Known.ofRank(DType.INT64, 1);
        }
        int start = clamp(o.node().intAttribute("start", 0), dims.length);
        int end = clamp(o.node().intAttribute("end", dims.length), dims.length);
        return Known.vector(
                Arrays.stream(Arrays.copyOfRange(dims, start, Math.max(start, end)))
                        .map(dim -> dim == Known.UNKNOWN ? Known.UNKNOWN_ELEMENT : dim)
                        .toArray());
    }

    private static int clamp(long axis, int rank) {
        return (int) Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
    }

    private static Known size(Operands o) {
        long count = o.in(0).count();
        return scalar(count == Known.UNKNOWN ? Known.UNKNOWN_ELEMENT : count);
    }

    private static Known scalar(long value) {
        return new Known(DType.INT64, new long[0], new long[] {value});
    }

    /** A Constant that is not a tensor; those are among the weights. */
    private static Known constant(Operands o) {
        Node node = o.node();
        if (node.attributes().containsKey("value_float")) {
            return Known.of(DType.FLOAT32, new long[0]);
        }
        if (node.attributes().get("value_floats") instanceof Attribute.Floats floats) {
            return Known.of(DType.FLOAT32, floats.values().size());
        }
        if (node.attributes().get("value_ints") instanceof Attribute.Ints ints) {
            return Known.vector(ints.values().stream().mapToLong(Long::longValue).toArray());
        }
        return node.attributes().get("value_int") instanceof Attribute.IntValue value
                ? scalar(value.value())
                : Known.NOTHING;
    }

    private static Known constantOfShape(Operands o) {
        Attribute value = o.node().attributes().get("value");
        Tensor fill = value instanceof Attribute.TensorValue given ? given.value() : null;
        DType dtype = fill == null ? DType.FLOAT32 : fill.dtype();
        Known result = Known.of(dtype, o.ints(0));
        if (o.in(0).content() != null && o.ints(0) == null) {
            return Known.of(dtype, unknownToDims(o.in(0).content()));
        }
        return fill == null || fill.dtype() != DType.INT64 && fill.dtype() != DType.BOOL
                ? result
                : filled(result, fill.longAt(0));
    }

    /** Content taken as sizes. */
    static long @Nullable [] unknownToDims(long @Nullable [] content) {
        return content == null
                ? null
                : Arrays.stream(content)
                        .map(v -> v == Known.UNKNOWN_ELEMENT ? Known.UNKNOWN : v)
                        .toArray();
    }

    /** The value with the same element everywhere, if it is small. */
    static Known filled(Known value, long element) {
        long count = value.count();
        if (count < 0 || count > Known.MAX_CONTENT) {
            return value.withContent(null);
        }
        long[] content = new long[(int) count];
        Arrays.fill(content, element);
        return value.withContent(content);
    }

    private static Known cast(Operands o) {
        DType dtype = type(o.node().intAttribute("to", 0));
        boolean integer = dtype == DType.INT64 || dtype == DType.INT32;
        Known same = o.in(0).withType(dtype);
        return integer ? same : same.withContent(null);
    }

    /** The types that a Cast in a graph of shapes and weights meets, by ONNX's numbers. */
    private static @Nullable DType type(long number) {
        return switch ((int) number) {
            case 1 -> DType.FLOAT32;
            case 2 -> DType.UINT8;
            case 3 -> DType.INT8;
            case 6 -> DType.INT32;
            case 7 -> DType.INT64;
            case 9 -> DType.BOOL;
            case 10 -> DType.FLOAT16;
            case 11 -> DType.FLOAT64;
            case 16 -> DType.BFLOAT16;
            default -> null;
        };
    }

    private static Known range(Operands o) {
        long[] start = o.ints(0);
        long[] limit = o.ints(1);
        long[] step = o.ints(2);
        if (start == null || limit == null || step == null) {
            return Known.ofRank(o.dtype(0), 1);
        }
        long count = Math.max(0, Math.ceilDiv(limit[0] - start[0], step[0]));
        Known result = Known.of(o.dtype(0), count);
        return count > Known.MAX_CONTENT
                ? result
                : result.withContent(
                        LongStream.range(0, count).map(i -> start[0] + i * step[0]).toArray());
    }

    private static Known where(Operands o) {
        Known result = ShapeRules.broadcast(o).withType(o.dtype(1));
        long[] condition = o.ints(0);
        long[] yes = o.in(1).content();
        long[] no = o.in(2).content();
        if (condition == null || yes == null || no == null || result.count() > Known.MAX_CONTENT) {
            return result;
        }
        int count = (int) Math.max(result.count(), 0);
        if (!spreads(condition, count) || !spreads(yes, count) || !spreads(no, count)) {
            return result;
        }
        return result.withContent(
                IntStream.range(0, count)
                        .mapToLong(i -> at(condition, i) != 0 ? at(yes, i) : at(no, i))
                        .toArray());
    }

    private static boolean spreads(long[] content, int count) {
        return content.length == 1 || content.length == count;
    }

    private static long at(long[] content, int index) {
        return content[content.length == 1 ? 0 : index];
    }

    private static void arithmetic(Map<String, Rule> rules) {
        fold(rules, "Add", null, Math::addExact);
        fold(rules, "Sub", null, Math::subtractExact);
        fold(rules, "Mul", null, Math::multiplyExact);
        fold(rules, "Div", null, (a, b) -> a / b);
        ShapeRules.put(rules, ContentRules::remainder, "Mod");
        fold(rules, "Min", null, Math::min);
        fold(rules, "Max", null, Math::max);
    }

    /** With the sign of the divisor, or of the dividend as in C. */
    private static Known remainder(Operands o) {
        boolean asInC = o.node().intAttribute("fmod", 0) != 0;
        return fold(o, null, asInC ? (a, b) -> a % b : Math::floorMod);
    }

    private static void comparisons(Map<String, Rule> rules) {
        fold(rules, "Equal", DType.BOOL, (a, b) -> a == b ? 1 : 0);
        fold(rules, "Greater", DType.BOOL, (a, b) -> a > b ? 1 : 0);
        fold(rules, "GreaterOrEqual", DType.BOOL, (a, b) -> a >= b ? 1 : 0);
        fold(rules, "Less", DType.BOOL, (a, b) -> a < b ? 1 : 0);
        fold(rules, "LessOrEqual", DType.BOOL, (a, b) -> a <= b ? 1 : 0);
        fold(rules, "And", DType.BOOL, (a, b) -> a & b);
        fold(rules, "Or", DType.BOOL, (a, b) -> a | b);
    }

    private static void fold(
            Map<String, Rule> rules, String op, @Nullable DType dtype, LongBinaryOperator f) {
        ShapeRules.put(rules, o -> fold(o, dtype, f), op);
    }

    private static Known fold(Operands o, @Nullable DType dtype, LongBinaryOperator f) {
        Known shape = ShapeRules.broadcast(o);
        Known result = dtype == null ? shape : shape.withType(dtype);
        long[] a = o.in(0).content();
        long[] b = o.in(1).content();
        int count = (int) Math.clamp(result.count(), 0, Known.MAX_CONTENT);
        if (a == null || b == null || o.inputs().size() != 2) {
            return result;
        }
        return !spreads(a, count) || !spreads(b, count)
                ? result
                : result.withContent(
                        IntStream.range(0, count)
                                .mapToLong(i -> apply(f, at(a, i), at(b, i)))
                                .toArray());
    }

    private static long apply(LongBinaryOperator f, long a, long b) {
        return a == Known.UNKNOWN_ELEMENT || b == Known.UNKNOWN_ELEMENT
                ? Known.UNKNOWN_ELEMENT
                : f.applyAsLong(a, b);
    }
}
