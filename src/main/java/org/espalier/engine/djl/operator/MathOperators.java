package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import java.util.function.BinaryOperator;

/** Arithmetic, element by element. */
final class MathOperators {
    private MathOperators() {}

    static void list(OperatorTable table) {
        listArithmetic(table);
        listRounding(table);
        listTranscendental(table);
    }

    private static void listArithmetic(OperatorTable table) {
        fold(table, "Add", NDArray::add);
        fold(table, "Sub", NDArray::sub);
        fold(table, "Mul", NDArray::mul);
        fold(table, "Div", MathOperators::divide);
        fold(table, "Sum", NDArray::add);
        fold(table, "Max", NDArray::maximum);
        fold(table, "Min", NDArray::minimum);
        table.one("Mean", MathOperators::mean);
        table.one("Mod", c -> c.flag("fmod") ? remainder(c) : c.in(0).mod(c.in(1)));
        table.one("Pow", c -> Torch.cast(c.in(0).pow(c.in(1)), c.in(0).getDataType()));
        table.unary("Neg", NDArray::neg);
        table.unary("Abs", NDArray::abs);
        table.unary("Sign", NDArray::sign);
        table.unary("Reciprocal", x -> Torch.scalar(x, 1).div(x));
        table.unary("Identity", x -> x);
    }

    private static void listRounding(OperatorTable table) {
        table.unary("Ceil", NDArray::ceil);
        table.unary("Floor", NDArray::floor);
        table.unary("Round", NDArray::round);
        table.unary("IsNaN", NDArray::isNaN);
        table.one("IsInf", MathOperators::isInfinite);
    }

    private static void listTranscendental(OperatorTable table) {
        table.unary("Sqrt", NDArray::sqrt);
        table.unary("Exp", NDArray::exp);
        table.unary("Log", NDArray::log);
        table.unary("Erf", NDArray::erf);
        table.unary("Sin", NDArray::sin);
        table.unary("Cos", NDArray::cos);
        table.unary("Tan", NDArray::tan);
        table.unary("Asin", NDArray::asin);
        table.unary("Acos", NDArray::acos);
        table.unary("Atan", NDArray::atan);
        table.unary("Sinh", NDArray::sinh);
        table.unary("Cosh", NDArray::cosh);
        table.unary("Tanh", NDArray::tanh);
        table.unary("Asinh", MathOperators::asinh);
        table.unary("Acosh", x -> x.add(x.square().sub(1).sqrt()).log());
        table.unary("Atanh", x -> x.add(1).div(x.neg().add(1)).log().mul(0.5));
    }

    /** An operator of two or, where ONNX allows it, any number of arguments. */
    private static void fold(OperatorTable table, String name, BinaryOperator<NDArray> operator) {
        table.one(name, call -> folded(call, operator));
    }

    private static NDArray folded(Call call, BinaryOperator<NDArray> operator) {
        NDArray result = call.in(0);
        for (int i = 1; i < call.size(); i++) {
            result = operator.apply(result, call.in(i));
        }
        return result;
    }

    private static NDArray mean(Call call) {
        return folded(call, NDArray::add).div(call.size());
    }

    /** Quotients of integers are cut towards zero; doubles hold them exactly up to 2^53. */
    private static NDArray divide(NDArray a, NDArray b) {
        if (a.getDataType().isFloating()) {
            return a.div(b);
        }
        NDArray quotient = Torch.cast(a, DataType.FLOAT64).div(b);
        return Torch.cast(quotient, a.getDataType());
    }

    /** The remainder with the sign of the dividend, as C's fmod. */
    private static NDArray remainder(Call call) {
        NDArray a = Torch.cast(call.in(0), DataType.FLOAT64);
        NDArray b = Torch.cast(call.in(1), DataType.FLOAT64);
        NDArray result = a.sub(a.div(b).trunc().mul(b));
        return Torch.cast(result, call.in(0).getDataType());
    }

    private static NDArray isInfinite(Call call) {
        NDArray x = call.in(0);
        NDArray infinite = x.isInfinite();
        if (call.integer("detect_positive", 1) == 0) {
            return infinite.logicalAnd(x.lt(0));
        }
        return call.integer("detect_negative", 1) == 0 ? infinite.logicalAnd(x.gt(0)) : infinite;
    }

    /** Through |x|, so that large negative numbers do not cancel. */
    private static NDArray asinh(NDArray x) {
        NDArray size = x.abs();
        return size.add(size.square().add(1).sqrt()).log().mul(x.sign());
    }
}
