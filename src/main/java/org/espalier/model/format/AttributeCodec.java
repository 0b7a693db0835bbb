package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import org.espalier.model.Attribute;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** AttributeProto to {@link Attribute} and back. Kinds without a record of their own are opaque. */
final class AttributeCodec {
    private final GraphCodec graphs;
    private final TensorCodec tensors;

    AttributeCodec(GraphCodec graphs, TensorCodec tensors) {
        this.graphs = graphs;
        this.tensors = tensors;
    }

    /** Reads one attribute. */
    Attribute decode(AttributeProto proto) throws IOException {
        if (!proto.getRefAttrName().isEmpty()) {
            return opaque(proto);
        }
        return switch (type(proto)) {
            case INT -> new Attribute.IntValue(proto.getI());
            case FLOAT -> new Attribute.FloatValue(proto.getF());
            case STRING -> new Attribute.StringValue(latin1(proto.getS()));
            case INTS -> new Attribute.Ints(List.copyOf(proto.getIntsList()));
            case FLOATS -> new Attribute.Floats(List.copyOf(proto.getFloatsList()));
            case STRINGS ->
                    new Attribute.Strings(
                            proto.getStringsList().stream().map(AttributeCodec::latin1).toList());
            case TENSOR ->
                    TensorCodec.isReadable(proto.getT())
                            ? new Attribute.TensorValue(tensors.decode(proto.getT()))
                            : opaque(proto);
            case GRAPH -> new Attribute.GraphValue(graphs.decode(proto.getG()));
            default -> opaque(proto);
        };
    }

    private static Attribute opaque(AttributeProto proto) {
        return new Attribute.Opaque(proto.toByteString().asReadOnlyByteBuffer());
    }

    /** The stated kind; files older than the type field show it by what they hold. */
    private static AttributeType type(AttributeProto proto) {
        if (proto.getType() != AttributeType.UNDEFINED) {
            return proto.getType();
        }
        if (proto.hasF()) {
            return AttributeType.FLOAT;
        }
        if (proto.hasI()) {
            return AttributeType.INT;
        }
        if (proto.hasS()) {
            return AttributeType.STRING;
        }
        if (proto.hasT()) {
            return AttributeType.TENSOR;
        }
        return proto.hasG() ? AttributeType.GRAPH : listType(proto);
    }

    private static AttributeType listType(AttributeProto proto) {
        if (proto.getFloatsCount() > 0) {
            return AttributeType.FLOATS;
        }
        if (proto.getIntsCount() > 0) {
            return AttributeType.INTS;
        }
        return proto.getStringsCount() > 0 ? AttributeType.STRINGS : AttributeType.UNDEFINED;
    }

    /** Writes one attribute over {@code base}, the one of this name in the file it came from. */
    AttributeProto encode(String name, Attribute attribute, @Nullable AttributeProto base)
            throws IOException {
        AttributeProto fresh = AttributeProto.newBuilder().setName(name).build();
        return switch (attribute) {
            case Attribute.TensorValue t ->
                    over(base != null && base.hasT() ? base : fresh, AttributeType.TENSOR)
                            .setT(encode(t, base))
                            .build();
            case Attribute.GraphValue g ->
                    over(base != null && base.hasG() ? base : fresh, AttributeType.GRAPH)
                            .setG(encode(g, base))
                            .build();
            case Attribute.Opaque o -> base != null && o.equals(decode(base)) ? base : parse(o);
            default ->
                    base != null && attribute.equals(decode(base))
                            ? base
                            : plain(fresh.toBuilder(), attribute);
        };
    }

    /** A builder that keeps what {@code base} holds besides its value. */
    private static AttributeProto.Builder over(AttributeProto base, AttributeType type) {
        AttributeProto.Builder builder = base.toBuilder();
        return type(base) == type ? builder : builder.setType(type);
    }

    private static AttributeProto parse(Attribute.Opaque opaque)
            throws InvalidProtocolBufferException {
        return AttributeProto.parseFrom(ByteString.copyFrom(opaque.proto().duplicate()));
    }

    private TensorProto encode(Attribute.TensorValue value, @Nullable AttributeProto base)
            throws IOException {
        TensorProto old = base != null && base.hasT() ? base.getT() : null;
        return tensors.encode(old == null ? "" : old.getName(), value.value(), old);
    }

    private GraphProto encode(Attribute.GraphValue value, @Nullable AttributeProto base)
            throws IOException {
        return graphs.encode(
                value.value(),
                base != null && base.hasG() ? base.getG() : GraphProto.getDefaultInstance());
    }

    private static AttributeProto plain(AttributeProto.Builder builder, Attribute attribute) {
        switch (attribute) {
            case Attribute.IntValue v -> builder.setType(AttributeType.INT).setI(v.value());
            case Attribute.FloatValue v -> builder.setType(AttributeType.FLOAT).setF(v.value());
            case Attribute.StringValue v ->
                    builder.setType(AttributeType.STRING).setS(bytes(v.latin1()));
            case Attribute.Ints v -> builder.setType(AttributeType.INTS).addAllInts(v.values());
            case Attribute.Floats v ->
                    builder.setType(AttributeType.FLOATS).addAllFloats(v.values());
            case Attribute.Strings v -> {
                builder.setType(AttributeType.STRINGS);
                v.latin1().forEach(text -> builder.addStrings(bytes(text)));
            }
            default -> throw new IllegalArgumentException("not a plain attribute: " + attribute);
        }
        return builder.build();
    }

    private static String latin1(ByteString bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static ByteString bytes(String latin1) {
        return ByteString.copyFrom(latin1, StandardCharsets.ISO_8859_1);
    }
}
