package org.espalier.model;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Small networks for tests; {@code model.format.Samples} opens the real ones.
 *
 * <pre>{@code
 * Network network = Networks.builder()
 *         .input("x", DType.FLOAT32, "batch", 4)
 *         .weight("w", Networks.random(1, 4, 3))
 *         .node("MatMul", List.of("x", "w"), "y")
 *         .node("Softmax", List.of("y"), "z", "axis", -1)
 *         .output("z", DType.FLOAT32, "batch", 3)
 *         .build();
 * }</pre>
 */
public final class Networks {
    private Networks() {}

    /** An fp32 tensor of normal random numbers. */
    public static Tensor random(long seed, long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[Math.toIntExact(shape.count())];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(shape, values);
    }

    /** A builder with IR 8 and opset 17. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a network. Axes are given as numbers, names or null for unknown. */
    public static final class Builder {
        private final List<ValueInfo> inputs = new ArrayList<>();
        private final List<ValueInfo> outputs = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, Weight> weights = new LinkedHashMap<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private long opset = 17;

        /** Sets the operator set. */
        public Builder opset(long version) {
            opset = version;
            return this;
        }

        /** Adds a metadata property. */
        public Builder property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /** Adds an input. */
        public Builder input(String name, DType dtype, @Nullable Object... axes) {
            inputs.add(value(name, dtype, axes));
            return this;
        }

        /** Adds an fp32 input of unknown shape. */
        public Builder input(String name) {
            inputs.add(new ValueInfo(name, DType.FLOAT32, null));
            return this;
        }

        /** Adds an output. */
        public Builder output(String name, DType dtype, @Nullable Object... axes) {
            outputs.add(value(name, dtype, axes));
            return this;
        }

        /** Adds an initializer. */
        public Builder weight(String name, Tensor tensor) {
            weights.put(name, new Weight(name, tensor, Weight.Storage.INITIALIZER));
            return this;
        }

        /** Adds an initializer of random numbers that depend on its name only. */
        public Builder randomWeight(String name, long... dims) {
            return weight(name, random(name.hashCode(), dims));
        }

        /** Adds an fp32 initializer without axes. */
        public Builder scalar(String name, float value) {
            return weight(name, Tensor.of(Shape.of(), value));
        }

        /** Adds an int64 initializer with one axis. */
        public Builder ints(String name, long... values) {
            return weight(name, Tensor.of(Shape.of(values.length), values));
        }

        /** Adds a Constant node that holds a tensor. */
        public Builder constant(String name, Tensor tensor) {
            weights.put(name, new Weight(name, tensor, Weight.Storage.CONSTANT_NODE));
            nodes.add(new Node("", "Constant", "", List.of(), List.of(name), Map.of(), ""));
            return this;
        }

        /** Adds a nameless node with one output; attributes as name, value, name, value... */
        public Builder node(String op, List<String> in, String out, Object... attributes) {
            return named("", op, in, List.of(out), attributes);
        }

        /** Adds a node. */
        public Builder named(
                String name, String op, List<String> in, List<String> out, Object... attributes) {
            nodes.add(new Node(name, op, "", in, out, attributes(attributes), ""));
            return this;
        }

        /** The network, with these values of unknown type as outputs beside those added. */
        public Network build(String... moreOutputs) {
            for (String name : moreOutputs) {
                outputs.add(new ValueInfo(name, null, null));
            }
            ModelMetadata metadata =
                    new ModelMetadata(8, Map.of("", opset), "test", "", "", 0, "", properties);
            return new Network(metadata, graph("graph"), Carried.NOTHING);
        }

        /** The parts as a graph, such as a sub-graph of If. */
        public Graph graph(String name) {
            return new Graph(name, inputs, outputs, nodes, weights, Map.of());
        }

        private static ValueInfo value(String name, DType dtype, @Nullable Object... axes) {
            return new ValueInfo(name, dtype, Arrays.stream(axes).map(Builder::dim).toList());
        }

        private static Dim dim(Object axis) {
            return switch (axis) {
                case null -> new Dim.Unknown();
                case Number size -> Dim.of(size.longValue());
                default -> new Dim.Symbol(axis.toString());
            };
        }

        private static Map<String, Attribute> attributes(Object... pairs) {
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                attributes.put((String) pairs[i], attribute(pairs[i + 1]));
            }
            return attributes;
        }

        private static Attribute attribute(Object value) {
            return switch (value) {
                case Attribute given -> given;
                case Graph graph -> new Attribute.GraphValue(graph);
                case Tensor tensor -> new Attribute.TensorValue(tensor);
                case Float number -> new Attribute.FloatValue(number);
                case Number number -> new Attribute.IntValue(number.longValue());
                case String text -> new Attribute.StringValue(text);
                case long[] values -> new Attribute.Ints(Arrays.stream(values).boxed().toList());
                case int[] values ->
                        new Attribute.Ints(Arrays.stream(values).mapToObj(v -> (long) v).toList());
                default -> throw new IllegalArgumentException("no attribute of " + value);
            };
        }
    }
}
