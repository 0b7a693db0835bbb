package org.espalier.model.format;

import com.google.protobuf.InvalidProtocolBufferException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The protobuf wire format: numbers of seven bits a byte, and fields behind tags. */
final class Wire {
    /** Wire type of byte strings and messages. */
    static final int LENGTH_DELIMITED = 2;

    private static final int MAX_VARINT = 10;

    private Wire() {}

    /** Reads a number. */
    static long varint(ByteBuffer from) throws InvalidProtocolBufferException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT && from.hasRemaining(); i++) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidProtocolBufferException("a number breaks off");
    }

    /** Writes a number that is not negative. */
    static void putVarint(long value, ByteArrayOutputStream into) {
        long left = value;
        while (left > 0x7f) {
            into.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        into.write((int) left);
    }

    /** Takes the next {@code length} bytes as a view. */
    static ByteBuffer take(ByteBuffer from, long length) throws InvalidProtocolBufferException {
        if (length < 0 || length > from.remaining()) {
            throw new InvalidProtocolBufferException("a field ends after its message");
        }
        ByteBuffer taken = from.slice(from.position(), (int) length);
        from.position(from.position() + (int) length);
        return taken;
    }

    /** Passes over the value of a field. ONNX has no groups, the wire types 3 and 4. */
    static void skip(ByteBuffer from, int wireType) throws InvalidProtocolBufferException {
        switch (wireType) {
            case 0 -> varint(from);
            case 1 -> take(from, Long.BYTES);
            case LENGTH_DELIMITED -> take(from, varint(from));
            case 5 -> take(from, Integer.BYTES);
            default -> throw new InvalidProtocolBufferException("wire type " + wireType);
        }
    }
}
