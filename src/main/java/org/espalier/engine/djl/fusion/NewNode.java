package org.espalier.engine.djl.fusion;

import org.espalier.engine.djl.operator.FusedOperators;
import org.espalier.model.Attribute;
import org.espalier.model.Node;

import java.util.List;
import java.util.Map;

/** Makes the nodes that take the place of patterns. */
final class NewNode {
    private NewNode() {}

    /** A node in place of {@code last}: same name and output. */
    static Node onnx(Node last, String op, List<String> inputs, Map<String, Attribute> attributes) {
        return new Node(last.name(), op, "", inputs, last.outputs(), attributes, "");
    }

    /** The same with an operator that only the interpreter has. */
    static Node fused(
            Node last, String op, List<String> inputs, Map<String, Attribute> attributes) {
        return new Node(
                last.name(), op, FusedOperators.DOMAIN, inputs, last.outputs(), attributes, "");
    }

    /** A node beside the pattern's last, with an output of its own. */
    static Node beside(
            Node last, String op, List<String> inputs, Map<String, Attribute> attributes) {
        List<String> output = List.of(last.output() + "/" + op);
        return new Node(last.name(), op, FusedOperators.DOMAIN, inputs, output, attributes, "");
    }
}
