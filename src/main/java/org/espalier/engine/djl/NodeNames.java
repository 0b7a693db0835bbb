package org.espalier.engine.djl;

import org.espalier.model.Node;

/** How messages name nodes and operators. */
final class NodeNames {
    private NodeNames() {}

    /** The exporter's name, or the output's where there is none. */
    static String of(Node node) {
        return node.name().isEmpty() ? node.output() : node.name();
    }

    /** As {@code domain:Op}. */
    static String operator(Node node) {
        return (node.domain().isEmpty() ? "ai.onnx" : node.domain()) + ":" + node.op();
    }
}
