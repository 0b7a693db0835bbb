package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.TensorProto;

import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The repeated fields in which a TensorProto may hold its values instead of raw bytes. */
enum TypedField {
    FLOAT,
    DOUBLE,
    INT32,
    INT64,
    UINT64;

    private static final ValueLayout.OfShort I16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The field that ONNX prescribes for an element type. */
    static TypedField of(DType dtype) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64 -> FLOAT;
            case FLOAT64, COMPLEX128 -> DOUBLE;
            case INT64 -> INT64;
            case UINT32, UINT64 -> UINT64;
            default -> INT32;
        };
    }

    /** How many entries {@code count} elements take: two a complex number, one a packed byte. */
    long entries(DType dtype, long count) {
        return switch (dtype) {
            case COMPLEX64, COMPLEX128 -> 2 * count;
            case UINT4, INT4, FLOAT4E2M1 -> dtype.bytes(count);
            default -> count;
        };
    }

    /** Number of entries in the file. */
    int size(TensorProto proto) {
        return switch (this) {
            case FLOAT -> proto.getFloatDataCount();
            case DOUBLE -> proto.getDoubleDataCount();
            case INT32 -> proto.getInt32DataCount();
            case INT64 -> proto.getInt64DataCount();
            case UINT64 -> proto.getUint64DataCount();
        };
    }

    /** Copies the entries into off-heap memory of {@code bytes} bytes. */
    MemorySegment decode(TensorProto proto, DType dtype, long bytes) {
        MemorySegment data = Arena.ofAuto().allocate(bytes, Long.BYTES);
        int size = size(proto);
        for (int i = 0; i < size; i++) {
            switch (this) {
                case FLOAT -> data.set(Tensor.F32, i * 4L, proto.getFloatData(i));
                case DOUBLE -> data.set(F64, i * 8L, proto.getDoubleData(i));
                case INT32 -> setInteger(data, dtype, i, proto.getInt32Data(i));
                case INT64 -> data.set(Tensor.I64, i * 8L, proto.getInt64Data(i));
                case UINT64 -> setInteger(data, dtype, i, proto.getUint64Data(i));
            }
        }
        return data;
    }

    private static void setInteger(MemorySegment data, DType dtype, long index, long value) {
        switch (dtype.bits()) {
            case 64 -> data.set(Tensor.I64, index * 8, value);
            case 32 -> data.set(I32, index * 4, (int) value);
            case 16 -> data.set(I16, index * 2, (short) value);
            default -> data.set(ValueLayout.JAVA_BYTE, index, (byte) value);
        }
    }

    /** Removes the values from a builder, whichever field holds them. */
    static void clear(TensorProto.Builder builder) {
        builder.clearFloatData()
                .clearDoubleData()
                .clearInt32Data()
                .clearInt64Data()
                .clearUint64Data()
                .clearStringData()
                .clearRawData();
    }
}
