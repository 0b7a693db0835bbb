package org.espalier.engine.djl.operator;

import java.util.List;

/** How one ONNX operator is computed. */
@FunctionalInterface
public interface Operator {
    /**
     * Computes the outputs of one call, in the node's order; trailing outputs that nobody asked for
     * may be left out.
     *
     * @throws RuntimeException if the inputs do not fit the operator; the caller adds the node's
     *     name and the shapes
     */
    List<Value> apply(Call call);
}
