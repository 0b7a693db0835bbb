package org.espalier.model.checkpoint;

import org.espalier.model.Attribute;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph that is written node by node. Values are known by their names; what a node belongs to is
 * the module that the graph is {@link #in}.
 *
 * <p>Weights stay in the file's type and are widened by a Cast where they are used, so that all
 * arithmetic is in fp32. Numbers are attributes of Constant nodes, not weights.
 */
final class ModuleGraph {
    private static final long ONNX_FLOAT = 1;
    private static final long ONNX_INT64 = 7;
    private static final String BATCH = "batch";
    private static final String LENGTH = "length";
    private static final String PAST = "past.";

    private final State state;
    private final String module;

    /** What all modules of a graph share. */
    private record State(
            CheckpointTensors tensors,
            List<ValueInfo> inputs,
            List<Node> nodes,
            Map<String, Weight> weights,
            Map<String, Integer> names,
            Map<String, String> constants,
            boolean continuing,
            List<ValueInfo> remembered) {}

    private ModuleGraph(State state, String module) {
        this.state = state;
        this.module = module;
    }

    /**
     * An empty graph over a checkpoint's tensors.
     *
     * @param continuing whether the graph continues a text: it reads tokens behind others whose
     *     keys and values it is given
     */
    ModuleGraph(CheckpointTensors tensors, boolean continuing) {
        this(
                new State(
                        tensors,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new LinkedHashMap<>(),
                        new HashMap<>(),
                        new HashMap<>(),
                        continuing,
                        new ArrayList<>()),
                "");
    }

    /** The same graph, where names and nodes belong to a module of this one. */
    ModuleGraph in(String child) {
        return new ModuleGraph(state, path(child));
    }

    private String path(String child) {
        return module.isEmpty() ? child : module + "." + child;
    }

    /** Declares an input of whole numbers, a row of tokens for each sample. */
    String input(String name) {
        List<Dim> dims = List.of(new Dim.Symbol(BATCH), new Dim.Symbol(LENGTH));
        state.inputs.add(new ValueInfo(name, DType.INT64, dims));
        return name;
    }

    /** Whether the graph continues a text. */
    boolean isContinuing() {
        return state.continuing;
    }

    /** How many tokens the text has so far, for a graph that continues it. */
    String past() {
        Map<String, Attribute> third =
                Map.of("start", new Attribute.IntValue(2), "end", new Attribute.IntValue(3));
        return op("Squeeze", op("Shape", third, PAST + 0));
    }

    /**
     * Keys or values of all tokens (batch, heads, tokens, width). In a graph that continues a text
     * those of earlier tokens are one more input, and all of them one more output.
     */
    String remembered(String now, long heads, long width) {
        if (!state.continuing) {
            return now;
        }
        String past = PAST + state.remembered.size();
        state.inputs.add(new ValueInfo(past, DType.FLOAT32, cached(heads, width)));
        String all = op("Concat", Map.of("axis", new Attribute.IntValue(2)), past, now);
        state.remembered.add(new ValueInfo(all, DType.FLOAT32, cached(heads, width)));
        return all;
    }

    private static List<Dim> cached(long heads, long width) {
        return List.of(new Dim.Symbol(BATCH), Dim.of(heads), new Dim.Unknown(), Dim.of(width));
    }

    /** How many rows a tensor of this module has. */
    long size(String tensor) {
        return state.tensors.rows(path(tensor));
    }

    /** A tensor of this module as a value in the file's type. */
    String stored(String tensor, long... dims) {
        String name = state.tensors.require(path(tensor), dims);
        Tensor data = state.tensors.get(name);
        state.weights.putIfAbsent(name, new Weight(name, data, Weight.Storage.INITIALIZER));
        return name;
    }

    /** A tensor of this module in fp32. */
    String weight(String tensor, long... dims) {
        String name = stored(tensor, dims);
        return widened(name, name);
    }

    /** Says that a tensor of this module, if the file has it, is the same as another. */
    void repeats(String tensor, String stored) {
        state.tensors.requireCopy(path(tensor), stored);
    }

    /** A value in fp32 that has the type of a stored tensor. */
    String widened(String value, String stored) {
        DType dtype = state.tensors.get(stored).dtype();
        return dtype == DType.FLOAT32 ? value : cast(value, ONNX_FLOAT);
    }

    /** A value in fp32. */
    String toFloat(String value) {
        return cast(value, ONNX_FLOAT);
    }

    /** A value as int64. */
    String toInteger(String value) {
        return cast(value, ONNX_INT64);
    }

    private String cast(String value, long type) {
        return op("Cast", Map.of("to", new Attribute.IntValue(type)), value);
    }

    /** Writes a node with one output. */
    String op(String op, String... inputs) {
        return op(op, Map.of(), inputs);
    }

    /** Writes a node with one output and attributes. */
    String op(String op, Map<String, Attribute> attributes, String... inputs) {
        return node(op, 1, attributes, inputs).get(0);
    }

    private List<String> node(
            String op, int outputs, Map<String, Attribute> attributes, String... inputs) {
        String name = unique("/" + (module.isEmpty() ? "" : module + "/") + op);
        List<String> results = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            results.add(name + "_output_" + i);
        }
        state.nodes.add(
                new Node(
                        name,
                        op,
                        "",
                        List.of(inputs),
                        List.copyOf(results),
                        attributes,
                        "",
                        module));
        return results;
    }

    private String unique(String name) {
        int before = state.names.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? name : name + "_" + before;
    }

    /** A number. */
    String number(double value) {
        return constant(
                "value_float", new Attribute.FloatValue((float) value), String.valueOf(value));
    }

    /** A vector of numbers. */
    String numbers(float... values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return constant("value_floats", new Attribute.Floats(List.copyOf(list)), list.toString());
    }

    /** A whole number. */
    String integer(long value) {
        return constant("value_int", new Attribute.IntValue(value), "int " + value);
    }

    /** A vector of whole numbers: axes, sizes. */
    String integers(long... values) {
        List<Long> list = Arrays.stream(values).boxed().toList();
        return constant("value_ints", new Attribute.Ints(list), "ints " + list);
    }

    private String constant(String kind, Attribute value, String text) {
        String key = kind + text;
        String known = state.constants.get(key);
        if (known == null) {
            known = new ModuleGraph(state, "").op("Constant", Map.of(kind, value));
            state.constants.put(key, known);
        }
        return known;
    }

    /** The value with other sizes; 0 keeps an axis, -1 is what is left. */
    String reshape(String value, long... sizes) {
        return op("Reshape", value, integers(sizes));
    }

    /** The value with its axes in another order. */
    String transpose(String value, long... order) {
        List<Long> axes = Arrays.stream(order).boxed().toList();
        return op("Transpose", Map.of("perm", new Attribute.Ints(axes)), value);
    }

    /** The value with new axes of size 1. */
    String unsqueeze(String value, long... axes) {
        return op("Unsqueeze", value, integers(axes));
    }

    /** The value cut along its last axis into parts of these sizes. */
    List<String> split(String value, long... sizes) {
        Map<String, Attribute> last = Map.of("axis", new Attribute.IntValue(-1));
        return node("Split", sizes.length, last, value, integers(sizes));
    }

    /** The values joined along their last axis. */
    String concat(String... parts) {
        return op("Concat", Map.of("axis", new Attribute.IntValue(-1)), parts);
    }

    /** The sum of two values. */
    String add(String a, String b) {
        return op("Add", a, b);
    }

    /** The product of two values, element by element. */
    String mul(String a, String b) {
        return op("Mul", a, b);
    }

    /** The value times a number, left alone if that is 1. */
    String scaled(String value, double factor) {
        return factor == 1 ? value : mul(value, number(factor));
    }

    /** Ends the graph with its answer: one number for each of {@code classes}. */
    Graph end(String value, boolean perToken, long classes) {
        Node last = state.nodes.removeLast();
        if (!last.output().equals(value)) {
            throw new IllegalArgumentException(value + " is not the last value");
        }
        state.nodes.add(
                new Node(
                        last.name(),
                        last.op(),
                        "",
                        last.inputs(),
                        List.of("logits"),
                        last.attributes(),
                        "",
                        last.module()));
        List<Dim> dims = new ArrayList<>(List.of(new Dim.Symbol(BATCH)));
        if (perToken) {
            dims.add(state.continuing ? Dim.of(1) : new Dim.Symbol(LENGTH));
        }
        dims.add(Dim.of(classes));
        List<ValueInfo> outputs = new ArrayList<>(state.remembered);
        outputs.addFirst(new ValueInfo("logits", DType.FLOAT32, List.copyOf(dims)));
        return new Graph(
                "checkpoint",
                List.copyOf(state.inputs),
                List.copyOf(outputs),
                Collections.unmodifiableList(state.nodes),
                Collections.unmodifiableMap(state.weights),
                Map.of());
    }
}
