package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import org.espalier.model.Attribute;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a model: SHA-256 over what it computes, that is its operator sets, inputs,
 * outputs, nodes and weights.
 *
 * <p>Names of nodes, documentation and metadata do not count, nor how the file stores a weight, so
 * that a network in memory has the hash of the file it is saved to.
 */
public final class ModelHash {
    private static final int CHUNK = 1 << 20;

    private final MessageDigest digest;

    private ModelHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    /** The hash in 64 hexadecimal digits. Reads all weights once, without copying them. */
    public static String of(Network network) {
        ModelHash hash = new ModelHash();
        new TreeMap<>(network.metadata().opsets())
                .forEach(
                        (domain, version) -> {
                            hash.put(domain);
                            hash.put(version);
                        });
        hash.put(network.graph());
        if (network.carried() instanceof OnnxSource source) {
            hash.put(source);
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void put(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        digest.update(bytes);
    }

    private void putStrings(Collection<String> texts) {
        put(texts.size());
        texts.forEach(this::put);
    }

    private void put(MemorySegment bytes) {
        put(bytes.byteSize());
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            long length = Math.min(CHUNK, bytes.byteSize() - at);
            digest.update(bytes.asSlice(at, length).asByteBuffer());
        }
    }

    private void put(Tensor tensor) {
        put(tensor.dtype().name());
        put(tensor.shape().toString());
        put(tensor.data());
    }

    private void put(Graph graph) {
        graph.inputs().forEach(this::put);
        graph.outputs().forEach(this::put);
        put(graph.nodes().size());
        graph.nodes().forEach(this::put);
        new TreeMap<>(graph.weights())
                .forEach(
                        (name, weight) -> {
                            put(name);
                            put(weight.tensor());
                        });
    }

    private void put(ValueInfo value) {
        put(value.name());
        put(String.valueOf(value.dtype()));
        if (value.dims() != null) {
            putStrings(value.dims().stream().map(Dim::toString).toList());
        }
    }

    private void put(Node node) {
        put(node.op());
        put(node.domain());
        putStrings(node.inputs());
        putStrings(node.outputs());
        for (Map.Entry<String, Attribute> entry : new TreeMap<>(node.attributes()).entrySet()) {
            put(entry.getKey());
            put(entry.getValue());
        }
    }

    private void put(Attribute attribute) {
        switch (attribute) {
            case Attribute.TensorValue tensor -> put(tensor.value());
            case Attribute.GraphValue graph -> put(graph.value());
            case Attribute.Opaque opaque -> digest.update(opaque.proto().duplicate());
            default -> put(attribute.toString());
        }
    }

    /** What only the file knows: functions, and constants that have no tensor. */
    private void put(OnnxSource source) {
        source.proto().getFunctionsList().forEach(function -> putBytes(function.toByteArray()));
        GraphProto graph = source.proto().getGraph();
        graph.getSparseInitializerList().forEach(sparse -> putBytes(sparse.toByteArray()));
        for (TensorProto tensor : graph.getInitializerList()) {
            if (!TensorCodec.isReadable(tensor)) {
                putBytes(tensor.toBuilder().clearRawData().build().toByteArray());
                if (tensor.hasRawData()) {
                    put(source.blobs().get(tensor.getRawData()));
                }
            }
        }
    }

    private void putBytes(byte[] bytes) {
        put(MemorySegment.ofArray(bytes));
    }
}
