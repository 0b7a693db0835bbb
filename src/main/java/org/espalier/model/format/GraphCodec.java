package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import org.espalier.base.UserFacingException;
import org.espalier.model.Graph;
import org.espalier.model.GraphOrder;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.model.Weight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * GraphProto to {@link Graph} and back, sub-graphs included.
 *
 * <p>Writing lays the graph over the proto that it was read from, matched by value names: what the
 * graph says wins, what it cannot say (documentation of attributes, annotations, unknown fields)
 * stays.
 */
final class GraphCodec {
    private final TensorCodec tensors;
    private final NodeCodec nodes;
    private final Set<String> carried = new HashSet<>();

    GraphCodec(Blobs blobs, ExternalData external) {
        this.tensors = new TensorCodec(blobs, external);
        this.nodes = new NodeCodec(this, tensors);
    }

    /** Names of constants seen so far that have no tensor: strings and sparse initializers. */
    Set<String> carried() {
        return carried;
    }

    /** Reads a graph and brings its nodes into topological order. */
    Graph decode(GraphProto proto) throws IOException {
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (TensorProto tensor : proto.getInitializerList()) {
            decodeInitializer(tensor, weights);
        }
        for (SparseTensorProto sparse : proto.getSparseInitializerList()) {
            carried.add(sparse.getValues().getName());
        }
        List<Node> list = new ArrayList<>(proto.getNodeCount());
        for (NodeProto node : proto.getNodeList()) {
            list.add(nodes.decode(node));
            Weight constant = nodes.weight(node);
            if (constant != null) {
                add(weights, constant);
            }
        }
        return GraphOrder.sorted(
                new Graph(
                        proto.getName(),
                        ValueCodec.decode(proto.getInputList()),
                        ValueCodec.decode(proto.getOutputList()),
                        Collections.unmodifiableList(list),
                        Collections.unmodifiableMap(weights),
                        values(proto)));
    }

    private static Map<String, ValueInfo> values(GraphProto proto) {
        Map<String, ValueInfo> values = new LinkedHashMap<>();
        for (ValueInfoProto value : proto.getValueInfoList()) {
            values.put(value.getName(), ValueCodec.decode(value));
        }
        return Collections.unmodifiableMap(values);
    }

    private void decodeInitializer(TensorProto tensor, Map<String, Weight> weights)
            throws IOException {
        if (!TensorCodec.isReadable(tensor)) {
            if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
                throw UserFacingException.badInput(
                        ("the tensor \"%s\" has an element type (%d) that is not supported in"
                                        + " external data. Export it inside the model.")
                                .formatted(tensor.getName(), tensor.getDataType()));
            }
            carried.add(tensor.getName());
        } else {
            String name = tensor.getName();
            add(weights, new Weight(name, tensors.decode(tensor), Weight.Storage.INITIALIZER));
        }
    }

    private static void add(Map<String, Weight> weights, Weight weight) {
        if (weight.name().isEmpty()) {
            throw UserFacingException.badInput(
                    "a constant of shape %s has no name. Export the model again."
                            .formatted(weight.tensor().shape()));
        }
        if (weights.put(weight.name(), weight) != null) {
            throw UserFacingException.badInput(
                    ("the constant \"%s\" is there twice. Names must be unique in a graph: export"
                                    + " the model again.")
                            .formatted(weight.name()));
        }
    }

    /** Writes a graph over {@code base}, the one it was read from, or an empty one. */
    GraphProto encode(Graph graph, GraphProto base) throws IOException {
        GraphProto.Builder proto = base.toBuilder();
        if (!proto.getName().equals(graph.name())) {
            proto.setName(graph.name());
        }
        List<NodeProto> encoded = encodeNodes(graph, base);
        return proto.clearNode()
                .addAllNode(encoded)
                .clearInitializer()
                .addAllInitializer(encodeInitializers(graph, base))
                .clearInput()
                .addAllInput(ValueCodec.encode(graph.inputs(), base.getInputList()))
                .clearOutput()
                .addAllOutput(ValueCodec.encode(graph.outputs(), base.getOutputList()))
                .clearValueInfo()
                .addAllValueInfo(
                        ValueCodec.encode(graph.values().values(), base.getValueInfoList()))
                .build();
    }

    private List<NodeProto> encodeNodes(Graph graph, GraphProto base) throws IOException {
        Map<String, NodeProto> bases = new HashMap<>();
        for (NodeProto node : base.getNodeList()) {
            node.getOutputList().forEach(output -> bases.put(output, node));
        }
        List<NodeProto> protos = new ArrayList<>(graph.nodes().size());
        for (Node node : graph.nodes()) {
            Weight weight = graph.weights().get(node.output());
            protos.add(
                    nodes.encode(
                            node,
                            weight == null ? null : weight.tensor(),
                            bases.get(node.output())));
        }
        return protos;
    }

    private List<TensorProto> encodeInitializers(Graph graph, GraphProto base) throws IOException {
        Map<String, Weight> left = new LinkedHashMap<>(graph.weights());
        graph.nodes().forEach(node -> left.remove(node.output()));
        List<TensorProto> protos = new ArrayList<>(left.size());
        for (TensorProto old : base.getInitializerList()) {
            Weight weight = left.remove(old.getName());
            if (weight != null) {
                protos.add(tensors.encode(old.getName(), weight.tensor(), old));
            } else if (!TensorCodec.isReadable(old)) {
                protos.add(old);
            }
        }
        for (Weight added : left.values()) {
            protos.add(tensors.encode(added.name(), added.tensor(), null));
        }
        return protos;
    }
}
