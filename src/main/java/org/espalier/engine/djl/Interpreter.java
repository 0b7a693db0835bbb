package org.espalier.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

import org.espalier.base.UserFacingException;
import org.espalier.engine.djl.operator.Call;
import org.espalier.engine.djl.operator.Value;
import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs steps one after the other. Arrays that an operator makes on its way to the result are freed
 * when it returns; its result, at the step after which nobody reads it.
 *
 * @param opset version of the ONNX operator set of the model
 */
record Interpreter(long opset) {

    /** Runs steps on the values in the slots; new arrays belong to {@code manager}. */
    void run(List<Plan.Step> steps, Slots slots, NDManager manager) {
        for (Plan.Step step : steps) {
            List<@Nullable Value> inputs = slots.all(step.inputs());
            List<Value> outputs = compute(step, inputs, manager);
            for (int i = 0; i < step.outputs().size() && i < outputs.size(); i++) {
                store(outputs.get(i), step.outputs().get(i), slots);
            }
            slots.free(step.freed());
        }
    }

    private static void store(Value value, int slot, Slots slots) {
        if (slot < 0) {
            value.close();
        } else {
            slots.set(slot, value);
        }
    }

    private List<Value> compute(Plan.Step step, List<@Nullable Value> inputs, NDManager manager) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<Value> outputs =
                    step.operator().apply(new Call(step.node(), opset, manager, inputs));
            return outputs.stream().map(output -> owned(output, inputs)).toList();
        } catch (UserFacingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw UserFacingException.failed(message(step.node(), inputs, e), e);
        }
    }

    /** The result as a value of its own, even where the operator hands an input through. */
    private static Value owned(Value output, List<@Nullable Value> inputs) {
        if (output.isOnHost()) {
            return output;
        }
        NDArray array = output.array();
        boolean handedThrough = inputs.stream().anyMatch(in -> in != null && in.owns(array));
        NDArray own = handedThrough ? array.reshape(array.getShape()) : array;
        NDScope.unregister(own);
        return own == array ? output : Value.of(own);
    }

    private static String message(Node node, List<@Nullable Value> inputs, RuntimeException cause) {
        String shapes =
                inputs.stream()
                        .map(in -> in == null ? "nothing" : in.type() + " " + in.shape())
                        .collect(Collectors.joining(", "));
        return "Node %s (%s) failed on %s: %s. Check that the inputs fit the model."
                .formatted(NodeNames.of(node), node.op(), shapes, reason(cause));
    }

    /** The first line: PyTorch adds a stack trace of its own. */
    private static String reason(RuntimeException cause) {
        String text = String.valueOf(cause.getMessage());
        return text.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }
}
