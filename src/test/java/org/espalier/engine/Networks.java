package org.espalier.engine;

import org.espalier.model.Attribute;
import org.espalier.model.Carried;
import org.espalier.model.Graph;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds small networks in memory for tests. */
public final class Networks {
    private final long opset;
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    private Networks(long opset) {
        this.opset = opset;
    }

    /** An empty network of an operator set. */
    public static Networks ofOpset(long opset) {
        return new Networks(opset);
    }

    /** Adds an fp32 input. */
    public Networks input(String name) {
        inputs.add(new ValueInfo(name, DType.FLOAT32, null));
        return this;
    }

    /** Adds a constant. */
    public Networks weight(String name, Tensor tensor) {
        weights.put(name, new Weight(name, tensor, Weight.Storage.INITIALIZER));
        return this;
    }

    /** Adds a constant of small random numbers, the same on every run. */
    public Networks randomWeight(String name, long... dims) {
        return weight(name, random(name.hashCode(), dims));
    }

    /** Adds a scalar constant. */
    public Networks scalar(String name, float value) {
        return weight(name, Tensor.of(Shape.of(), value));
    }

    /** Adds a node without attributes; the output names the node. */
    public Networks node(String op, String output, String... inputNames) {
        return node(op, output, Map.of(), inputNames);
    }

    /** Adds a node; the output names it. */
    public Networks node(
            String op, String output, Map<String, Attribute> attributes, String... inputNames) {
        nodes.add(new Node(output, op, "", List.of(inputNames), List.of(output), attributes, ""));
        return this;
    }

    /** The network with these outputs. */
    public Network build(String... outputs) {
        List<ValueInfo> declared =
                java.util.Arrays.stream(outputs)
                        .map(name -> new ValueInfo(name, null, null))
                        .toList();
        var metadata = new ModelMetadata(8, Map.of("", opset), "test", "", "", 0, "", Map.of());
        var graph = new Graph("test", inputs, declared, nodes, weights, Map.of());
        return new Network(metadata, graph, Carried.NOTHING);
    }

    /** Integers as an attribute. */
    public static Attribute ints(long... values) {
        return new Attribute.Ints(java.util.Arrays.stream(values).boxed().toList());
    }

    /** Numbers between -1 and 1, the same on every run. */
    public static Tensor random(long seed, long... dims) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, Shape.of(dims));
        Random random = new Random(seed);
        for (long i = 0; i < tensor.count(); i++) {
            tensor.setDouble(i, 2 * random.nextFloat() - 1);
        }
        return tensor;
    }

    /** A result that must be there. */
    public static Tensor value(Map<String, Tensor> results, String name) {
        return java.util.Objects.requireNonNull(results.get(name), name);
    }

    /** The largest absolute difference of two tensors of the same shape. */
    public static double distance(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new AssertionError(a + " against " + b);
        }
        double largest = 0;
        for (long i = 0; i < a.count(); i++) {
            largest = Math.max(largest, Math.abs(a.doubleAt(i) - b.doubleAt(i)));
        }
        return largest;
    }
}
