package org.espalier.engine.djl;

import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.djl.operator.FusedOperators;
import org.espalier.engine.djl.operator.NarrowOperators;
import org.espalier.model.Node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets matrix products be computed in 16 bits. A factor that depends on weights alone is narrowed
 * by a node of its own, once for all runs, so that the device holds it in 16 bits; other factors
 * are narrowed where they are multiplied.
 */
final class NarrowProducts {
    private final Precision precision;
    private final Set<String> constants = new HashSet<>();
    private final Set<String> narrowed = new LinkedHashSet<>();
    private final List<Node> result = new ArrayList<>();

    private NarrowProducts(Program program, Precision precision) {
        this.precision = precision;
        constants.addAll(program.network().weights().keySet());
        program.feeds().forEach(constants::remove);
    }

    /** The nodes of a program with products of this precision. */
    static List<Node> apply(Program program, List<Node> nodes, Precision precision) {
        if (precision == Precision.FP32) {
            return nodes;
        }
        NarrowProducts pass = new NarrowProducts(program, precision);
        nodes.forEach(pass::add);
        return pass.result;
    }

    private void add(Node node) {
        if (node.inputs().stream().allMatch(in -> in.isEmpty() || constants.contains(in))) {
            constants.addAll(node.outputs());
        }
        result.add(node.is("MatMul") ? product(node) : node);
    }

    private Node product(Node node) {
        String weight = node.inputs().get(1);
        boolean constant = constants.contains(weight);
        String factor = constant ? narrowed(node, weight) : weight;
        return node(
                node,
                NarrowOperators.PRODUCT,
                List.of(node.inputs().getFirst(), factor),
                node.outputs(),
                constant);
    }

    /** The value in 16 bits, of which a tied weight needs but one. */
    private String narrowed(Node product, String value) {
        String name = value + "/" + NarrowOperators.NARROW;
        if (narrowed.add(name)) {
            result.add(node(product, NarrowOperators.NARROW, List.of(value), List.of(name), false));
        }
        return name;
    }

    private Node node(
            Node product, String op, List<String> inputs, List<String> outputs, boolean narrow) {
        return new Node(
                product.name(),
                op,
                FusedOperators.DOMAIN,
                inputs,
                outputs,
                NarrowOperators.attributes(precision, narrow),
                "");
    }
}
