package org.espalier.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A dense, row-major, little-endian array in off-heap memory, or a read-only view of a mapped file.
 *
 * <p>A tensor is treated as immutable once it has been handed on. Its memory lives as long as
 * something refers to it (automatic arenas), so that a model larger than the heap opens at once and
 * no caller has to close anything.
 */
public final class Tensor {
    /** Little-endian float elements, possibly unaligned in a mapped file. */
    public static final ValueLayout.OfFloat F32 =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Little-endian long elements, possibly unaligned in a mapped file. */
    public static final ValueLayout.OfLong I64 =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long ALIGNMENT = 64;

    private final DType dtype;
    private final Shape shape;
    private final MemorySegment data;

    /**
     * Wraps memory without copying it.
     *
     * @throws IllegalArgumentException if {@code data} has another size than the shape needs
     */
    public Tensor(DType dtype, Shape shape, MemorySegment data) {
        long needed = dtype.bytes(shape.count());
        if (data.byteSize() != needed) {
            throw new IllegalArgumentException(
                    "%s %s needs %d bytes, got %d"
                            .formatted(dtype, shape, needed, data.byteSize()));
        }
        this.dtype = dtype;
        this.shape = shape;
        this.data = data;
    }

    /** A new tensor of zeros, aligned for vector instructions. */
    public static Tensor zeros(DType dtype, Shape shape) {
        return zeros(dtype, shape, Arena.ofAuto());
    }

    /** A new tensor of zeros that lives as long as an arena, aligned for vector instructions. */
    public static Tensor zeros(DType dtype, Shape shape, Arena arena) {
        return new Tensor(dtype, shape, arena.allocate(dtype.bytes(shape.count()), ALIGNMENT));
    }

    /** A new fp32 tensor with a copy of {@code values}. */
    public static Tensor of(Shape shape, float... values) {
        Tensor tensor = zeros(DType.FLOAT32, shape);
        MemorySegment.copy(values, 0, tensor.data, F32, 0, values.length);
        return tensor;
    }

    /** A new int64 tensor with a copy of {@code values}. */
    public static Tensor of(Shape shape, long... values) {
        Tensor tensor = zeros(DType.INT64, shape);
        MemorySegment.copy(values, 0, tensor.data, I64, 0, values.length);
        return tensor;
    }

    /** Element type. */
    public DType dtype() {
        return dtype;
    }

    /** Sizes of the axes. */
    public Shape shape() {
        return shape;
    }

    /** The bytes themselves; do not write to those of a tensor that you did not make. */
    public MemorySegment data() {
        return data;
    }

    /** Number of elements. */
    public long count() {
        return shape.count();
    }

    /** The same memory under another shape of equal count. */
    public Tensor reshape(Shape other) {
        return new Tensor(dtype, other, data);
    }

    /** One element as a float, whatever the numeric type. */
    public float floatAt(long index) {
        return dtype == DType.FLOAT32
                ? data.get(F32, index * Float.BYTES)
                : (float) doubleAt(index);
    }

    /** One element as a double, whatever the numeric type. */
    public double doubleAt(long index) {
        return switch (dtype) {
            case FLOAT32 -> data.get(F32, index * 4);
            case FLOAT64 -> data.get(F64, index * 8);
            case FLOAT16 -> Float.float16ToFloat(data.get(I16, index * 2));
            case BFLOAT16 -> Float.intBitsToFloat(data.get(I16, index * 2) << 16);
            default -> longAt(index);
        };
    }

    /** One element of an integer or boolean tensor. */
    public long longAt(long index) {
        return switch (dtype) {
            case INT64, UINT64 -> data.get(I64, index * 8);
            case INT32 -> data.get(I32, index * 4);
            case UINT32 -> Integer.toUnsignedLong(data.get(I32, index * 4));
            case INT16 -> data.get(I16, index * 2);
            case UINT16 -> Short.toUnsignedLong(data.get(I16, index * 2));
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, index);
            case UINT8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, index));
            case BOOL -> data.get(ValueLayout.JAVA_BYTE, index) != 0 ? 1 : 0;
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> (long) doubleAt(index);
            default -> throw new UnsupportedOperationException("no arithmetic on " + dtype);
        };
    }

    /** Sets one element, rounding to nearest even where the type is narrower. */
    public void setDouble(long index, double value) {
        switch (dtype) {
            case FLOAT32 -> data.set(F32, index * 4, (float) value);
            case FLOAT64 -> data.set(F64, index * 8, value);
            case FLOAT16 -> data.set(I16, index * 2, Float.floatToFloat16((float) value));
            case BFLOAT16 -> data.set(I16, index * 2, bfloat16((float) value));
            case INT64, UINT64 -> data.set(I64, index * 8, (long) value);
            case INT32, UINT32 -> data.set(I32, index * 4, (int) (long) value);
            case INT16, UINT16 -> data.set(I16, index * 2, (short) (long) value);
            case INT8, UINT8, BOOL -> data.set(ValueLayout.JAVA_BYTE, index, (byte) (long) value);
            default -> throw new UnsupportedOperationException("no arithmetic on " + dtype);
        }
    }

    /** Copies elements that follow each other into the first {@code count} places of an array. */
    public void copyFloats(long from, float[] into, int count) {
        if (dtype == DType.FLOAT32) {
            MemorySegment.copy(data, F32, from * Float.BYTES, into, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                into[i] = floatAt(from + i);
            }
        }
    }

    /** All elements as floats on the heap. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(count())];
        copyFloats(0, values, values.length);
        return values;
    }

    /** All elements as longs on the heap. */
    public long[] toLongs() {
        long[] values = new long[Math.toIntExact(count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = longAt(i);
        }
        return values;
    }

    /** The same values in another type; this tensor itself if it has that type already. */
    public Tensor cast(DType target) {
        if (target == dtype) {
            return this;
        }
        Tensor result = zeros(target, shape);
        for (long i = 0; i < count(); i++) {
            result.setDouble(i, dtype.isFloat() ? doubleAt(i) : longAt(i));
        }
        return result;
    }

    /** The sum of two tensors of the same shape, in this one's type. */
    public Tensor plus(Tensor other) {
        Tensor sum = zeros(dtype, shape);
        for (long i = 0; i < count(); i++) {
            sum.setDouble(i, doubleAt(i) + other.doubleAt(i));
        }
        return sum;
    }

    /** Whether both have the same type, shape and bytes. */
    public boolean sameBits(Tensor other) {
        return dtype == other.dtype && shape.equals(other.shape) && data.mismatch(other.data) == -1;
    }

    @Override
    public String toString() {
        return dtype + " " + shape;
    }

    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
}
