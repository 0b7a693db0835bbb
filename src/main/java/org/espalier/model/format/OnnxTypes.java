package org.espalier.model.format;

import org.espalier.tensor.DType;
import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The numbers that ONNX gives to element types (onnx.proto, TensorProto.DataType). */
final class OnnxTypes {
    private static final Map<DType, Integer> NUMBERS = numbers();
    private static final Map<Integer, DType> TYPES = types();

    private OnnxTypes() {}

    /** The type of a number; null for strings, undefined and types that are not known. */
    static @Nullable DType dtype(int number) {
        return TYPES.get(number);
    }

    /** The number of a type. */
    static int number(DType dtype) {
        Integer number = NUMBERS.get(dtype);
        if (number == null) {
            throw new IllegalArgumentException("no ONNX number for " + dtype);
        }
        return number;
    }

    private static Map<DType, Integer> numbers() {
        Map<DType, Integer> numbers = new EnumMap<>(DType.class);
        numbers.put(DType.FLOAT32, 1);
        numbers.put(DType.UINT8, 2);
        numbers.put(DType.INT8, 3);
        numbers.put(DType.UINT16, 4);
        numbers.put(DType.INT16, 5);
        numbers.put(DType.INT32, 6);
        numbers.put(DType.INT64, 7);
        numbers.put(DType.BOOL, 9);
        numbers.put(DType.FLOAT16, 10);
        numbers.put(DType.FLOAT64, 11);
        numbers.put(DType.UINT32, 12);
        numbers.put(DType.UINT64, 13);
        numbers.put(DType.COMPLEX64, 14);
        numbers.put(DType.COMPLEX128, 15);
        numbers.put(DType.BFLOAT16, 16);
        numbers.put(DType.FLOAT8E4M3FN, 17);
        numbers.put(DType.FLOAT8E4M3FNUZ, 18);
        numbers.put(DType.FLOAT8E5M2, 19);
        numbers.put(DType.FLOAT8E5M2FNUZ, 20);
        numbers.put(DType.UINT4, 21);
        numbers.put(DType.INT4, 22);
        numbers.put(DType.FLOAT4E2M1, 23);
        numbers.put(DType.FLOAT8E8M0, 24);
        return numbers;
    }

    private static Map<Integer, DType> types() {
        Map<Integer, DType> types = new HashMap<>();
        NUMBERS.forEach((dtype, number) -> types.put(number, dtype));
        return types;
    }
}
