package org.espalier.engine.djl.fusion;

import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** A tree of operators to find in a graph, read from its result towards its inputs. */
sealed interface Pattern {
    /** A node of this operator whose first inputs match; Add and Mul in either order. */
    record Op(String op, List<Pattern> inputs) implements Pattern {}

    /** Any value, remembered by a name; the same value wherever the name comes again. */
    record Any(String name) implements Pattern {}

    /** A value computed by a node that matches, remembered by a name. */
    record Named(String name, Pattern pattern) implements Pattern {}

    /** A constant with this one element. */
    record Number(double value) implements Pattern {}

    /** A constant with one element, remembered by a name. */
    record Scalar(String name) implements Pattern {}

    /** The first of several that matches. */
    record OneOf(List<Pattern> choices) implements Pattern {}

    /** Operators whose two inputs may change places. */
    Set<String> COMMUTATIVE = Set.of("Add", "Mul");

    static Pattern op(String op, Pattern... inputs) {
        return new Op(op, List.of(inputs));
    }

    static Pattern any(String name) {
        return new Any(name);
    }

    static Pattern named(String name, Pattern pattern) {
        return new Named(name, pattern);
    }

    static Pattern number(double value) {
        return new Number(value);
    }

    static Pattern scalar(String name) {
        return new Scalar(name);
    }

    static Pattern oneOf(Pattern... choices) {
        return new OneOf(List.of(choices));
    }

    /** What was found where {@code last} computes the pattern's result, or null. */
    default @Nullable Found find(Node last, GraphView graph) {
        return find(last.output(), graph, Found.NOTHING);
    }

    /** The same, given what the rest of a larger pattern has found already. */
    private @Nullable Found find(String value, GraphView graph, Found found) {
        return switch (this) {
            case Any any -> found.with(any.name(), value);
            case Named named -> {
                Found inner = named.pattern().find(value, graph, found);
                yield inner == null ? null : inner.with(named.name(), value);
            }
            case Number number -> graph.isScalar(value, number.value()) ? found : null;
            case Scalar scalar ->
                    Double.isNaN(graph.scalar(value)) ? null : found.with(scalar.name(), value);
            case OneOf oneOf -> first(oneOf, value, graph, found);
            case Op op -> operator(op, value, graph, found);
        };
    }

    private static @Nullable Found first(OneOf oneOf, String value, GraphView graph, Found found) {
        for (Pattern choice : oneOf.choices()) {
            Found result = choice.find(value, graph, found);
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    private static @Nullable Found operator(Op op, String value, GraphView graph, Found found) {
        Node node = graph.producer(value, op.op());
        if (node == null || node.inputs().size() < op.inputs().size()) {
            return null;
        }
        Found covering = found.covering(node);
        Found result = inputs(op.inputs(), node.inputs(), graph, covering);
        boolean turn = result == null && COMMUTATIVE.contains(op.op());
        return turn ? inputs(op.inputs(), node.inputs().reversed(), graph, covering) : result;
    }

    private static @Nullable Found inputs(
            List<Pattern> patterns, List<String> values, GraphView graph, Found found) {
        Found result = found;
        for (int i = 0; i < patterns.size() && result != null; i++) {
            result = patterns.get(i).find(values.get(i), graph, result);
        }
        return result;
    }
}
