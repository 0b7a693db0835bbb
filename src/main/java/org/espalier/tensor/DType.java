package org.espalier.tensor;

/**
 * Element type of a {@link Tensor}, named as in ONNX.
 *
 * <p>Types below 8 bits are packed, low bits first. The program computes on the types up to {@link
 * #BOOL}; the others are carried unchanged.
 */
public enum DType {
    FLOAT32(32),
    FLOAT16(16),
    BFLOAT16(16),
    FLOAT64(64),
    INT8(8),
    INT16(16),
    INT32(32),
    INT64(64),
    UINT8(8),
    UINT16(16),
    UINT32(32),
    UINT64(64),
    BOOL(8),
    FLOAT8E4M3FN(8),
    FLOAT8E4M3FNUZ(8),
    FLOAT8E5M2(8),
    FLOAT8E5M2FNUZ(8),
    FLOAT8E8M0(8),
    UINT4(4),
    INT4(4),
    FLOAT4E2M1(4),
    COMPLEX64(64),
    COMPLEX128(128);

    private final int bits;

    DType(int bits) {
        this.bits = bits;
    }

    /** Bits per element. */
    public int bits() {
        return bits;
    }

    /** Bytes that {@code count} elements take, rounded up to whole bytes. */
    public long bytes(long count) {
        return (Math.multiplyExact(count, (long) bits) + 7) / 8;
    }

    /** Whether this is one of the four floating-point types that weights are compressed in. */
    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT16 || this == BFLOAT16 || this == FLOAT64;
    }
}
