package org.espalier.model;

import java.util.List;
import java.util.Map;

/**
 * Nodes in topological order, their weights, and what enters and leaves.
 *
 * @param weights by value name, in file order: initializers and tensors of Constant nodes
 * @param values types that the file states for inner values, by name
 */
public record Graph(
        String name,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs,
        List<Node> nodes,
        Map<String, Weight> weights,
        Map<String, ValueInfo> values) {}
