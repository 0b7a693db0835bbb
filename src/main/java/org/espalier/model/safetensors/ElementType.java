package org.espalier.model.safetensors;

import org.espalier.tensor.DType;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Element types as safetensors names them. */
enum ElementType {
    F64(DType.FLOAT64),
    F32(DType.FLOAT32),
    F16(DType.FLOAT16),
    BF16(DType.BFLOAT16),
    I64(DType.INT64),
    I32(DType.INT32),
    I16(DType.INT16),
    I8(DType.INT8),
    U64(DType.UINT64),
    U32(DType.UINT32),
    U16(DType.UINT16),
    U8(DType.UINT8),
    BOOL(DType.BOOL),
    F8_E4M3(DType.FLOAT8E4M3FN),
    F8_E5M2(DType.FLOAT8E5M2),
    F8_E8M0(DType.FLOAT8E8M0),
    C64(DType.COMPLEX64);

    private final DType dtype;

    ElementType(DType dtype) {
        this.dtype = dtype;
    }

    /** The program's type. */
    DType dtype() {
        return dtype;
    }

    /** The type of this name; null if there is none. */
    static @Nullable ElementType named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The name of a type.
     *
     * @throws IllegalArgumentException if safetensors has no such type
     */
    static ElementType of(DType dtype) {
        return Arrays.stream(values())
                .filter(type -> type.dtype == dtype)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("safetensors has no type " + dtype));
    }
}
