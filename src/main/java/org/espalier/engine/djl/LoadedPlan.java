package org.espalier.engine.djl;

import ai.djl.ndarray.NDManager;

import org.espalier.base.UserFacingException;
import org.espalier.engine.djl.operator.Value;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.Map;

/**
 * A plan with its weights on the device. Weights are uploaded when first read and stay until this
 * is closed; what is computed from them alone is computed once.
 */
final class LoadedPlan implements AutoCloseable {
    private final Plan plan;
    private final NDManager manager;
    private final Interpreter interpreter;
    private final Slots constants;

    /** Takes over the manager, which holds all arrays, and closes it if the weights do not fit. */
    LoadedPlan(Plan plan, NDManager manager) {
        this.plan = plan;
        this.manager = manager;
        this.interpreter = new Interpreter(network().metadata().opset());
        this.constants = new Slots(plan.slots().size());
        try {
            plan.constants().forEach(this::load);
            interpreter.run(plan.prepared(), constants, manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    Plan plan() {
        return plan;
    }

    Network network() {
        return plan.program().network();
    }

    NDManager manager() {
        return manager;
    }

    /** Puts a weight of the network into its slot, to stay there. */
    Value load(String weight) {
        Value value = Value.of(manager, network().weight(weight));
        constants.set(plan.slot(weight), value);
        return value;
    }

    /** Runs all steps; the caller frees the slots. */
    Slots run(Map<String, Tensor> feeds, NDManager batch) {
        Slots slots = new Slots(constants);
        try {
            for (String name : plan.program().feeds()) {
                slots.set(plan.slot(name), Value.of(batch, required(feeds, name)));
            }
            interpreter.run(plan.steps(), slots, batch);
            return slots;
        } catch (RuntimeException e) {
            free(slots);
            throw e;
        }
    }

    private static Tensor required(Map<String, Tensor> feeds, String name) {
        Tensor tensor = feeds.get(name);
        if (tensor == null) {
            throw UserFacingException.badInput("No values are given for %s.".formatted(name));
        }
        return tensor;
    }

    /** Frees what a run left in its slots. */
    void free(Slots slots) {
        slots.freeAllBut(constants);
    }

    @Override
    public void close() {
        manager.close();
    }
}
