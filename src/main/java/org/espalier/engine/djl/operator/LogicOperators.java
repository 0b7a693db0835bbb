package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.espalier.tensor.Tensor;

/** Comparisons, logic and bits, element by element; and the types of elements. */
final class LogicOperators {
    private LogicOperators() {}

    static void list(OperatorTable table) {
        table.one("Equal", c -> c.in(0).eq(c.in(1)));
        table.one("Greater", c -> c.in(0).gt(c.in(1)));
        table.one("GreaterOrEqual", c -> c.in(0).gte(c.in(1)));
        table.one("Less", c -> c.in(0).lt(c.in(1)));
        table.one("LessOrEqual", c -> c.in(0).lte(c.in(1)));
        table.one("And", c -> c.in(0).logicalAnd(c.in(1)));
        table.one("Or", c -> c.in(0).logicalOr(c.in(1)));
        table.one("Xor", c -> c.in(0).logicalXor(c.in(1)));
        table.unary("Not", NDArray::logicalNot);
        table.one("Where", c -> Torch.where(c.in(0), c.in(1), c.in(2)));
        table.one("Cast", LogicOperators::cast);
        table.one("CastLike", LogicOperators::castLike);
        listBits(table);
    }

    /** PyTorch's bit operations are not reachable through DJL; integers have no gradient. */
    private static void listBits(OperatorTable table) {
        table.onHost("BitwiseAnd", c -> HostMath.binary(c, (a, b) -> a & b));
        table.onHost("BitwiseOr", c -> HostMath.binary(c, (a, b) -> a | b));
        table.onHost("BitwiseXor", c -> HostMath.binary(c, (a, b) -> a ^ b));
        table.onHost("BitwiseNot", c -> HostMath.unary(c.host(0), a -> ~a));
        table.onHost("BitShift", LogicOperators::bitShift);
    }

    private static Tensor bitShift(Call call) {
        return call.text("direction", "").equals("LEFT")
                ? HostMath.binary(call, (a, b) -> a << b)
                : HostMath.binary(call, (a, b) -> a >>> b);
    }

    private static NDArray cast(Call call) {
        return ElementTypes.cast(call.in(0), ElementTypes.ofOnnx(call.integer("to", 1)));
    }

    private static NDArray castLike(Call call) {
        DataType type = call.in(1).getDataType();
        return Torch.cast(call.in(0), type);
    }
}
