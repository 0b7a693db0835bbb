package org.espalier.engine.djl;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.djl.fusion.Fusions;
import org.espalier.engine.djl.operator.Operator;
import org.espalier.engine.djl.operator.Operators;
import org.espalier.model.Network;
import org.espalier.model.Node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A program as the interpreter runs it: steps in order over numbered slots, each with the slots
 * that nobody reads afterwards.
 *
 * @param slots slot of each value, by name
 * @param constants names of the weights that are read and not fed
 * @param prepared steps on constants only, run once
 * @param steps steps of each run
 */
record Plan(
        Program program,
        Map<String, Integer> slots,
        List<String> constants,
        List<Step> prepared,
        List<Step> steps) {

    /**
     * One node.
     *
     * @param inputs slots, -1 where an input is left out
     * @param outputs slots, -1 where an output is left out
     * @param freed slots that hold nothing needed after this step
     */
    record Step(
            Node node,
            Operator operator,
            List<Integer> inputs,
            List<Integer> outputs,
            List<Integer> freed) {}

    /**
     * Plans a program for inference, with fusions.
     *
     * @param precision in which products are held
     * @throws UserFacingException if an operator is not known or a value comes from nowhere
     */
    static Plan forInference(Program program, Operators operators, Precision precision) {
        List<Node> nodes = Selection.between(program);
        List<Node> products = NarrowProducts.apply(program, nodes, precision);
        List<Node> fused = Fusions.apply(program, products);
        return new Builder(program, operators, Set.of()).build(fused);
    }

    /** Plans a program node by node; what depends on {@code trainable} weights runs each time. */
    static Plan forGradients(Program program, Operators operators, Set<String> trainable) {
        return new Builder(program, operators, trainable).build(Selection.between(program));
    }

    /** Slot of a value. */
    int slot(String name) {
        return Objects.requireNonNull(slots.get(name), name);
    }

    private static final class Builder {
        private final Program program;
        private final Network network;
        private final Operators operators;
        private final Set<String> trainable;
        private final Map<String, Integer> slots = new LinkedHashMap<>();
        private final Set<String> constants = new HashSet<>();
        private final List<String> weights = new ArrayList<>();

        Builder(Program program, Operators operators, Set<String> trainable) {
            this.program = program;
            this.network = program.network();
            this.operators = operators;
            this.trainable = trainable;
            program.feeds().forEach(this::slot);
            for (String weight : network.weights().keySet()) {
                if (!program.feeds().contains(weight) && !trainable.contains(weight)) {
                    constants.add(weight);
                }
            }
            trainable.forEach(this::slot);
        }

        Plan build(List<Node> nodes) {
            List<Node> once = new ArrayList<>();
            List<Node> each = new ArrayList<>();
            for (Node node : nodes) {
                require(node);
                (isConstant(node) ? once : each).add(node);
            }
            Set<String> readLater = new HashSet<>(program.fetches());
            each.forEach(node -> readLater.addAll(node.inputs()));
            List<Step> prepared = steps(once, readLater);
            Set<String> readAgain = new HashSet<>(program.fetches());
            readAgain.addAll(constants);
            readAgain.addAll(trainable);
            List<Step> steps = steps(each, readAgain);
            requireFetches();
            return new Plan(program, slots, List.copyOf(weights), prepared, steps);
        }

        private void require(Node node) {
            if (operators.find(node) == null) {
                throw UserFacingException.badInput(
                        "The interpreter does not know the operator %s of node %s."
                                        .formatted(NodeNames.operator(node), NodeNames.of(node))
                                + " ONNX Runtime may run it: choose --engine ort.");
            }
        }

        /** Constant nodes too: they have no inputs. */
        private boolean isConstant(Node node) {
            boolean constant =
                    node.inputs().stream().allMatch(in -> in.isEmpty() || constants.contains(in));
            if (constant) {
                constants.addAll(node.outputs());
            }
            return constant;
        }

        private List<Step> steps(List<Node> nodes, Set<String> kept) {
            Map<String, Integer> lastUse = lastUses(nodes);
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                steps.add(step(nodes.get(i), i, lastUse, kept));
            }
            return List.copyOf(steps);
        }

        private static Map<String, Integer> lastUses(List<Node> nodes) {
            Map<String, Integer> last = new HashMap<>();
            for (int i = 0; i < nodes.size(); i++) {
                for (String output : nodes.get(i).outputs()) {
                    last.put(output, i);
                }
                for (String input : nodes.get(i).inputs()) {
                    last.put(input, i);
                }
            }
            return last;
        }

        private Step step(Node node, int index, Map<String, Integer> lastUse, Set<String> kept) {
            List<Integer> inputs = node.inputs().stream().map(this::read).toList();
            List<Integer> outputs = node.outputs().stream().map(this::slot).toList();
            Set<String> touched = new HashSet<>(node.inputs());
            touched.addAll(node.outputs());
            List<Integer> freed =
                    touched.stream()
                            .filter(
                                    name ->
                                            !name.isEmpty()
                                                    && lastUse.getOrDefault(name, -1) == index)
                            .filter(name -> !kept.contains(name))
                            .map(slots::get)
                            .toList();
            Operator operator = Objects.requireNonNull(operators.find(node));
            return new Step(node, operator, inputs, outputs, freed);
        }

        private int read(String name) {
            if (!name.isEmpty() && !slots.containsKey(name)) {
                if (!network.weights().containsKey(name)) {
                    throw UserFacingException.badInput(
                            "The value %s is neither fed nor computed by the network."
                                    .formatted(name));
                }
                weights.add(name);
            }
            return slot(name);
        }

        private int slot(String name) {
            return name.isEmpty() ? -1 : slots.computeIfAbsent(name, key -> slots.size());
        }

        private void requireFetches() {
            program.fetches().forEach(this::read);
        }
    }
}
