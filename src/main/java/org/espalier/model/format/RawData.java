package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.ModelProto;

import com.google.protobuf.InvalidProtocolBufferException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Takes the raw data of tensors out of a serialized ModelProto and puts it back.
 *
 * <p>Protobuf's Java runtime copies every byte field to the heap, so a model could not be larger
 * than the heap. Here the messages that lead to raw data are walked in their serialized form:
 * reading replaces each raw data field by a short token for a view of the mapped file, and protobuf
 * parses the small rest; writing goes the other way.
 */
final class RawData {
    /** The message of a file whose messages are nested beyond protobuf's own limit. */
    static final String TOO_DEEP = "nested too deeply";

    private static final int MAX_DEPTH = 100;

    /** Messages on the way to raw data, with the numbers of the fields that lead on. */
    private enum Kind {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        RAW;

        private static final Map<Kind, Map<Integer, Kind>> FIELDS =
                Map.of(
                        MODEL, Map.of(7, GRAPH),
                        GRAPH, Map.of(1, NODE, 5, TENSOR),
                        NODE, Map.of(5, ATTRIBUTE),
                        ATTRIBUTE, Map.of(5, TENSOR, 6, GRAPH),
                        TENSOR, Map.of(9, RAW));

        /** What a field leads to; null if no raw data can be in it. */
        @Nullable Kind field(int tag) {
            return (tag & 7) == Wire.LENGTH_DELIMITED
                    ? FIELDS.getOrDefault(this, Map.of()).get(tag >>> 3)
                    : null;
        }
    }

    private final Blobs blobs;

    RawData(Blobs blobs) {
        this.blobs = blobs;
    }

    /** The model with a token in place of each raw data field, whose bytes go to the blobs. */
    byte[] takeOut(ByteBuffer model) throws InvalidProtocolBufferException {
        return takeOut(model.duplicate(), Kind.MODEL, 0);
    }

    private byte[] takeOut(ByteBuffer from, Kind kind, int depth)
            throws InvalidProtocolBufferException {
        if (depth > MAX_DEPTH) {
            throw new InvalidProtocolBufferException(TOO_DEEP);
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        while (from.hasRemaining()) {
            int start = from.position();
            int tag = (int) Wire.varint(from);
            Kind child = kind.field(tag);
            if (child == null) {
                Wire.skip(from, tag & 7);
                byte[] field = new byte[from.position() - start];
                from.get(start, field);
                rest.writeBytes(field);
            } else {
                ByteBuffer content = Wire.take(from, Wire.varint(from));
                byte[] reduced =
                        child == Kind.RAW
                                ? blobs.add(MemorySegment.ofBuffer(content)).toByteArray()
                                : takeOut(content, child, depth + 1);
                Wire.putVarint(tag, rest);
                Wire.putVarint(reduced.length, rest);
                rest.writeBytes(reduced);
            }
        }
        return rest.toByteArray();
    }

    /** The serialized model with the raw data in place of the tokens. */
    Rope putBack(ModelProto model) {
        try {
            return putBack(ByteBuffer.wrap(model.toByteArray()), Kind.MODEL);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("protobuf wrote what cannot be read", e);
        }
    }

    private Rope putBack(ByteBuffer from, Kind kind) throws InvalidProtocolBufferException {
        Rope whole = new Rope();
        while (from.hasRemaining()) {
            int start = from.position();
            int tag = (int) Wire.varint(from);
            Kind child = kind.field(tag);
            if (child == null) {
                Wire.skip(from, tag & 7);
                whole.add(MemorySegment.ofBuffer(from.slice(start, from.position() - start)));
            } else {
                ByteBuffer content = Wire.take(from, Wire.varint(from));
                Rope full =
                        child == Kind.RAW
                                ? new Rope().add(blobs.get(content))
                                : putBack(content, child);
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                Wire.putVarint(tag, head);
                Wire.putVarint(full.size(), head);
                whole.add(MemorySegment.ofArray(head.toByteArray())).add(full);
            }
        }
        return whole;
    }
}
