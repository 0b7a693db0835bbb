package org.espalier.engine.djl.operator;

import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** All operators that the interpreter knows, by domain and name. */
public final class Operators {
    private final Map<String, Operator> onDevice;
    private final Map<String, Operator> onHost;
    private final Map<String, Operator> fused;

    /** Lists the operators. */
    public Operators() {
        OperatorTable table = new OperatorTable();
        MathOperators.list(table);
        LogicOperators.list(table);
        ActivationOperators.list(table);
        ReduceOperators.list(table);
        ConvOperators.list(table);
        PoolOperators.list(table);
        NormOperators.list(table);
        LinearOperators.list(table);
        ShapeOperators.list(table);
        IndexOperators.list(table);
        CreateOperators.list(table);
        QuantizeOperators.list(table);
        Resize.list(table);
        onDevice = table.toMap();

        OperatorTable host = new OperatorTable();
        HostOperators.list(host);
        onHost = host.toMap();

        OperatorTable inPlan = new OperatorTable();
        FusedOperators.list(inPlan);
        NarrowOperators.list(inPlan);
        fused = inPlan.toMap();
    }

    /** How a node is computed, or null if its operator is not known. */
    public @Nullable Operator find(Node node) {
        if (node.domain().equals(FusedOperators.DOMAIN)) {
            return fused.get(node.op());
        }
        Operator device = node.is(node.op()) ? onDevice.get(node.op()) : null;
        Operator host = onHost.get(node.op());
        return device == null || host == null ? device : call -> apply(call, host, device);
    }

    private static List<Value> apply(Call call, Operator host, Operator device) {
        return HostOperators.fit(call) ? host.apply(call) : device.apply(call);
    }
}
