package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;

import org.espalier.base.UserFacingException;
import org.espalier.model.Attribute;
import org.espalier.model.Node;
import org.espalier.model.Weight;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** NodeProto to {@link Node} and back; the tensor of a Constant node is kept apart. */
final class NodeCodec {
    private static final String VALUE = "value";
    private static final String SCOPES = "pkg.torch.onnx.name_scopes";
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final AttributeCodec attributes;
    private final TensorCodec tensors;

    NodeCodec(GraphCodec graphs, TensorCodec tensors) {
        this.tensors = tensors;
        this.attributes = new AttributeCodec(graphs, tensors);
    }

    /** Reads one node, without the tensor of a Constant. */
    Node decode(NodeProto proto) throws IOException {
        boolean constant = constant(proto) != null;
        Map<String, Attribute> values = new LinkedHashMap<>();
        for (AttributeProto attribute : proto.getAttributeList()) {
            String name = attribute.getName();
            if (constant && name.equals(VALUE)) {
                continue;
            }
            if (values.put(name, attributes.decode(attribute)) != null) {
                throw UserFacingException.badInput(
                        "the node \"%s\" has two attributes \"%s\". Export the model again."
                                .formatted(proto.getName(), name));
            }
        }
        return new Node(
                proto.getName(),
                proto.getOpType(),
                proto.getDomain(),
                List.copyOf(proto.getInputList()),
                List.copyOf(proto.getOutputList()),
                Collections.unmodifiableMap(values),
                proto.getDocString(),
                module(proto));
    }

    /**
     * The innermost module of the scopes that PyTorch's exporter writes as a Python list: the
     * modules from the outside in, then the operation.
     */
    private static String module(NodeProto proto) {
        for (StringStringEntryProto entry : proto.getMetadataPropsList()) {
            if (entry.getKey().equals(SCOPES)) {
                List<String> scopes =
                        QUOTED.matcher(entry.getValue())
                                .results()
                                .map(quoted -> quoted.group(1))
                                .toList();
                return scopes.size() < 2 ? "" : scopes.get(scopes.size() - 2);
            }
        }
        return "";
    }

    /** The weight that a Constant node holds; null for other nodes and unreadable tensors. */
    @Nullable Weight weight(NodeProto proto) throws IOException {
        AttributeProto value = constant(proto);
        return value == null
                ? null
                : new Weight(
                        proto.getOutput(0),
                        tensors.decode(value.getT()),
                        Weight.Storage.CONSTANT_NODE);
    }

    private static @Nullable AttributeProto constant(NodeProto proto) {
        if (!proto.getOpType().equals("Constant") || proto.getOutputCount() != 1) {
            return null;
        }
        for (AttributeProto attribute : proto.getAttributeList()) {
            if (attribute.getName().equals(VALUE)
                    && attribute.hasT()
                    && attribute.getRefAttrName().isEmpty()
                    && TensorCodec.isReadable(attribute.getT())) {
                return attribute;
            }
        }
        return null;
    }

    /**
     * Writes one node over {@code base}, the one of this output in the file it came from.
     *
     * @param constant the tensor to put into a Constant node, if it holds one
     */
    NodeProto encode(Node node, @Nullable Tensor constant, @Nullable NodeProto base)
            throws IOException {
        NodeProto.Builder proto = base == null ? NodeProto.newBuilder() : base.toBuilder();
        if (!proto.getName().equals(node.name())) {
            proto.setName(node.name());
        }
        if (!proto.getOpType().equals(node.op())) {
            proto.setOpType(node.op());
        }
        if (!proto.getDomain().equals(node.domain())) {
            proto.setDomain(node.domain());
        }
        if (!proto.getDocString().equals(node.doc())) {
            proto.setDocString(node.doc());
        }
        if (!proto.getInputList().equals(node.inputs())) {
            proto.clearInput().addAllInput(node.inputs());
        }
        if (!proto.getOutputList().equals(node.outputs())) {
            proto.clearOutput().addAllOutput(node.outputs());
        }
        proto.clearAttribute();
        return proto.addAllAttribute(attributes(node, constant, base)).build();
    }

    private List<AttributeProto> attributes(
            Node node, @Nullable Tensor constant, @Nullable NodeProto base) throws IOException {
        Map<String, AttributeProto> bases = new LinkedHashMap<>();
        if (base != null) {
            base.getAttributeList().forEach(old -> bases.put(old.getName(), old));
        }
        Map<String, Attribute> values = new LinkedHashMap<>(node.attributes());
        if (constant != null) {
            values.put(VALUE, new Attribute.TensorValue(constant));
        }
        List<AttributeProto> protos = new ArrayList<>(values.size());
        for (String name : bases.keySet()) {
            Attribute value = values.remove(name);
            if (value != null) {
                protos.add(attributes.encode(name, value, bases.get(name)));
            }
        }
        for (Map.Entry<String, Attribute> added : values.entrySet()) {
            protos.add(attributes.encode(added.getKey(), added.getValue(), null));
        }
        return protos;
    }
}
