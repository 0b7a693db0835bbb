package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One operator application. Inputs and outputs are value names; an empty name is an optional
 * argument left out.
 *
 * <p>A {@code Constant} node that holds a tensor stays in the node list to keep its place, but its
 * tensor is among the graph's weights under its output's name and is not repeated as an attribute.
 *
 * @param name the exporter's name; may be empty and need not be unique
 * @param op operator, such as {@code Conv}
 * @param domain operator set; empty for ONNX itself
 * @param attributes in file order
 * @param doc free text, may be empty
 * @param module the part of the source program that the node comes from, such as {@code
 *     encoder.layer.0.query}, if the exporter says so; empty if not
 */
public record Node(
        String name,
        String op,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes,
        String doc,
        String module) {

    /** A node whose module is not known. */
    public Node(
            String name,
            String op,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes,
            String doc) {
        this(name, op, domain, inputs, outputs, attributes, doc, "");
    }

    /** The first output that has a name, which is unique in the graph: it identifies the node. */
    public String output() {
        return outputs.stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
    }

    /** The node in words: its name, or its operator and output. */
    public String label() {
        return name.isEmpty() ? op + " -> " + output() : name;
    }

    /** Bodies of If, Loop and Scan among the attributes. */
    public List<Graph> subGraphs() {
        return attributes.values().stream()
                .filter(Attribute.GraphValue.class::isInstance)
                .map(attribute -> ((Attribute.GraphValue) attribute).value())
                .toList();
    }

    /** The input at {@code index}, or null if it is left out. */
    public @Nullable String input(int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty() ? inputs.get(index) : null;
    }

    /** An integer attribute, or {@code fallback}. */
    public long intAttribute(String key, long fallback) {
        return attributes.get(key) instanceof Attribute.IntValue v ? v.value() : fallback;
    }

    /** A float attribute, or {@code fallback}. */
    public float floatAttribute(String key, float fallback) {
        return attributes.get(key) instanceof Attribute.FloatValue v ? v.value() : fallback;
    }

    /** A string attribute, or {@code fallback}. */
    public String stringAttribute(String key, String fallback) {
        return attributes.get(key) instanceof Attribute.StringValue v ? v.latin1() : fallback;
    }

    /** A list of integers, or {@code fallback}. */
    public long[] intsAttribute(String key, long... fallback) {
        return attributes.get(key) instanceof Attribute.Ints v
                ? v.values().stream().mapToLong(Long::longValue).toArray()
                : fallback;
    }

    /** Whether this is the ONNX operator {@code name}. */
    public boolean is(String name) {
        return op.equals(name) && (domain.isEmpty() || domain.equals("ai.onnx"));
    }
}
