package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import org.espalier.tensor.Tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Operators by name, while they are being listed. */
final class OperatorTable {
    /** An operator with one output that is computed on the device. */
    @FunctionalInterface
    interface Single {
        NDArray apply(Call call);
    }

    private final Map<String, Operator> operators = new HashMap<>();

    /** An operator with one output, computed on the device. */
    void one(String name, Single operator) {
        operators.put(name, call -> List.of(Value.of(operator.apply(call))));
    }

    /** An operator of one argument and no attributes. */
    void unary(String name, Function<NDArray, NDArray> operator) {
        one(name, call -> operator.apply(call.in(0)));
    }

    /** An operator whose result is computed in Java's memory. */
    void onHost(String name, Function<Call, Tensor> operator) {
        operators.put(name, call -> List.of(call.result(operator.apply(call))));
    }

    /** An operator with any outputs. */
    void any(String name, Operator operator) {
        operators.put(name, operator);
    }

    Map<String, Operator> toMap() {
        return Map.copyOf(operators);
    }
}
