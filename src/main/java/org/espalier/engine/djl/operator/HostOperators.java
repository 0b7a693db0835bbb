package org.espalier.engine.djl.operator;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Operators as exports use them to compute shapes: on a handful of integers, in Java's memory. A
 * call takes this way if all its arguments are such integers; it saves a trip to the device and, on
 * a GPU, a wait for each shape.
 */
final class HostOperators {
    private static final int MOST_ELEMENTS = 64;

    private HostOperators() {}

    static void list(OperatorTable table) {
        listArithmetic(table);
        listMoves(table);
    }

    /** Whether a tensor may be computed on here. */
    static boolean isShapeLike(DType type, long count) {
        boolean integer = type == DType.INT64 || type == DType.INT32 || type == DType.BOOL;
        return integer && count <= MOST_ELEMENTS;
    }

    /** Whether all arguments of a call are a few integers in Java's memory. */
    static boolean fit(Call call) {
        for (int i = 0; i < call.size(); i++) {
            if (call.has(i) && !isShapeLike(call.value(i))) {
                return false;
            }
        }
        return call.size() > 0;
    }

    private static boolean isShapeLike(Value value) {
        return value.isOnHost()
                && value.shape().rank() <= 1
                && isShapeLike(value.host().dtype(), value.host().count());
    }

    private static void listArithmetic(OperatorTable table) {
        binary(table, "Add", Long::sum);
        binary(table, "Sub", (a, b) -> a - b);
        binary(table, "Mul", (a, b) -> a * b);
        binary(table, "Div", (a, b) -> a / b);
        binary(table, "Max", Math::max);
        binary(table, "Min", Math::min);
        comparison(table, "Equal", (a, b) -> a == b ? 1 : 0);
        comparison(table, "Greater", (a, b) -> a > b ? 1 : 0);
        comparison(table, "Less", (a, b) -> a < b ? 1 : 0);
        comparison(table, "And", (a, b) -> a & b);
        comparison(table, "Or", (a, b) -> a | b);
        table.onHost("Not", c -> HostMath.unary(c.host(0), a -> 1 - a));
        table.onHost("Neg", c -> HostMath.unary(c.host(0), a -> -a));
        table.onHost("Identity", c -> c.host(0));
        table.onHost("Where", HostOperators::where);
    }

    private static void listMoves(OperatorTable table) {
        table.onHost("Gather", HostOperators::gather);
        table.onHost("Concat", HostOperators::concat);
        table.onHost("Slice", HostOperators::slice);
        table.onHost("Squeeze", c -> shaped(c, ShapeOperators.squeezed(c, dims(c))));
        table.onHost("Unsqueeze", c -> shaped(c, ShapeOperators.unsqueezed(c, dims(c))));
        table.onHost("ReduceProd", HostOperators::product);
    }

    private static void binary(OperatorTable table, String name, LongBinaryOperator operator) {
        table.onHost(name, c -> folded(c, operator));
    }

    private static Tensor folded(Call call, LongBinaryOperator operator) {
        Tensor result = call.host(0);
        for (int i = 1; i < call.size(); i++) {
            result = HostMath.binary(result.dtype(), result, call.host(i), operator);
        }
        return result;
    }

    private static void comparison(OperatorTable table, String name, LongBinaryOperator test) {
        table.onHost(name, c -> HostMath.binary(DType.BOOL, c.host(0), c.host(1), test));
    }

    private static Tensor where(Call call) {
        long[] dims =
                Axes.broadcast(
                        dims(call),
                        Axes.broadcast(call.host(1).shape().dims(), call.host(2).shape().dims()));
        long[] condition = HostMath.broadcast(call.host(0), dims);
        long[] yes = HostMath.broadcast(call.host(1), dims);
        long[] no = HostMath.broadcast(call.host(2), dims);
        java.util.Arrays.setAll(yes, i -> condition[i] != 0 ? yes[i] : no[i]);
        return HostMath.typed(call.host(1).dtype(), Shape.of(dims), yes);
    }

    private static long[] dims(Call call) {
        return call.host(0).shape().dims();
    }

    private static Tensor shaped(Call call, long[] dims) {
        return call.host(0).reshape(Shape.of(dims));
    }

    private static Tensor gather(Call call) {
        Tensor data = call.host(0);
        long[] values = data.toLongs();
        long[] picked =
                LongStream.of(call.longs(1))
                        .map(i -> values[(int) (i < 0 ? i + values.length : i)])
                        .toArray();
        return HostMath.typed(data.dtype(), call.host(1).shape(), picked);
    }

    private static Tensor concat(Call call) {
        long[] all =
                IntStream.range(0, call.size())
                        .mapToObj(call::host)
                        .flatMapToLong(part -> LongStream.of(part.toLongs()))
                        .toArray();
        return HostMath.typed(call.host(0).dtype(), Shape.of(all.length), all);
    }

    private static Tensor slice(Call call) {
        Tensor data = call.host(0);
        long[] values = data.toLongs();
        long[] picked =
                LongStream.of(Range.all(call, dims(call)).get(0).indices())
                        .map(i -> values[(int) i])
                        .toArray();
        return HostMath.typed(data.dtype(), Shape.of(picked.length), picked);
    }

    private static Tensor product(Call call) {
        Tensor data = call.host(0);
        long product = LongStream.of(data.toLongs()).reduce(1, (a, b) -> a * b);
        Shape shape = call.integer("keepdims", 1) != 0 ? Shape.of(1) : Shape.of();
        return HostMath.typed(data.dtype(), shape, new long[] {product});
    }
}
