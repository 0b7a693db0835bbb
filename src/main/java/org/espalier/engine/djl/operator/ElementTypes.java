package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import org.espalier.tensor.DType;

/** The numbers by which ONNX attributes name element types, and conversions between types. */
final class ElementTypes {
    /** 2^16 + 1: splits a float's 24 significant bits into 8 and the rest. */
    private static final double BFLOAT16_SPLITTER = 65537;

    private ElementTypes() {}

    /** The type that ONNX's TensorProto.DataType numbers so. */
    static DType ofOnnx(long number) {
        return switch ((int) number) {
            case 1 -> DType.FLOAT32;
            case 2 -> DType.UINT8;
            case 3 -> DType.INT8;
            case 4 -> DType.UINT16;
            case 5 -> DType.INT16;
            case 6 -> DType.INT32;
            case 7 -> DType.INT64;
            case 9 -> DType.BOOL;
            case 10 -> DType.FLOAT16;
            case 11 -> DType.FLOAT64;
            case 12 -> DType.UINT32;
            case 13 -> DType.UINT64;
            case 16 -> DType.BFLOAT16;
            default -> throw new IllegalArgumentException("element type %d".formatted(number));
        };
    }

    /** The values as {@code type} holds them. */
    static NDArray cast(NDArray x, DType type) {
        NDArray result = Torch.cast(x, Arrays.dataType(type));
        return type == DType.BFLOAT16 ? roundedToBfloat16(result) : result;
    }

    /**
     * Rounds floats to 8 significant bits by Veltkamp's splitting (T. J. Dekker, A floating-point
     * technique for extending the available precision, 1971), since DJL cannot make bfloat16.
     */
    private static NDArray roundedToBfloat16(NDArray x) {
        NDArray wide = x.mul(BFLOAT16_SPLITTER);
        return wide.sub(wide.sub(x));
    }
}
