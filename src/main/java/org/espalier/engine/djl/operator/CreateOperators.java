package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import org.espalier.model.Attribute;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.stream.LongStream;

/** Operators that make tensors from sizes, shapes and constants. */
final class CreateOperators {
    private CreateOperators() {}

    static void list(OperatorTable table) {
        table.onHost("Constant", CreateOperators::constant);
        table.onHost("Shape", CreateOperators::shape);
        table.onHost("Size", c -> HostMath.longs(Shape.of(), c.value(0).shape().count()));
        table.onHost("Range", CreateOperators::range);
        table.onHost("EyeLike", CreateOperators::eye);
        table.any("ConstantOfShape", CreateOperators::filled);
    }

    private static Tensor constant(Call call) {
        return switch (call.node().attributes().values().iterator().next()) {
            case Attribute.TensorValue v -> v.value();
            case Attribute.IntValue v -> HostMath.longs(Shape.of(), v.value());
            case Attribute.FloatValue v -> Tensor.of(Shape.of(), v.value());
            case Attribute.Ints v ->
                    HostMath.vector(v.values().stream().mapToLong(Long::longValue).toArray());
            case Attribute.Floats v -> floats(v.values());
            default -> throw new UnsupportedOperationException("a constant that is no tensor");
        };
    }

    private static Tensor floats(List<Float> values) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, Shape.of(values.size()));
        for (int i = 0; i < values.size(); i++) {
            tensor.setDouble(i, values.get(i));
        }
        return tensor;
    }

    /** Sizes of all axes, or from operator set 15 of a range of them. */
    private static Tensor shape(Call call) {
        long[] dims = call.value(0).shape().dims();
        long start = bound(call.integer("start", 0), dims.length);
        long end = bound(call.integer("end", dims.length), dims.length);
        return HostMath.vector(
                LongStream.of(dims).skip(start).limit(Math.max(0, end - start)).toArray());
    }

    private static long bound(long axis, int rank) {
        return Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
    }

    private static Tensor range(Call call) {
        double start = call.scalar(0);
        double step = call.scalar(2);
        long count = Math.max(0, (long) Math.ceil((call.scalar(1) - start) / step));
        Tensor tensor = Tensor.zeros(call.host(0).dtype(), Shape.of(count));
        for (long i = 0; i < count; i++) {
            tensor.setDouble(i, start + i * step);
        }
        return tensor;
    }

    private static Tensor eye(Call call) {
        Shape shape = call.value(0).shape();
        DType same = call.host(0).dtype();
        boolean given = call.node().attributes().containsKey("dtype");
        DType type = given ? ElementTypes.ofOnnx(call.integer("dtype", 1)) : same;
        Tensor tensor = Tensor.zeros(type, shape);
        long k = call.integer("k", 0);
        for (long row = Math.max(0, -k); row < shape.dim(0) && row + k < shape.dim(1); row++) {
            tensor.setDouble(row * shape.dim(1) + row + k, 1);
        }
        return tensor;
    }

    private static List<Value> filled(Call call) {
        long[] dims = call.longs(0);
        Tensor value =
                call.attribute("value") instanceof Attribute.TensorValue v
                        ? v.value()
                        : Tensor.of(Shape.of(1), 0f);
        if (HostOperators.isShapeLike(value.dtype(), Axes.product(dims))) {
            long[] values = Axes.filled((int) Axes.product(dims), value.longAt(0));
            return List.of(call.result(HostMath.typed(value.dtype(), Shape.of(dims), values)));
        }
        NDArray array =
                Torch.full(call.manager(), Arrays.dataType(value.dtype()), value.doubleAt(0), dims);
        return List.of(Value.of(array));
    }
}
