package org.espalier.engine.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo.OnnxTensorType;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;

/** Element types that cross the border to ONNX Runtime's Java API. */
final class OrtTypes {
    private OrtTypes() {}

    /**
     * The runtime's name of a type.
     *
     * @throws UserFacingException if the Java API of the runtime has no tensors of this type
     */
    static OnnxJavaType toOrt(DType dtype, String value) {
        return switch (dtype) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
            case INT8 -> OnnxJavaType.INT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case UINT8 -> OnnxJavaType.UINT8;
            case BOOL -> OnnxJavaType.BOOL;
            default -> throw unsupported(dtype.toString(), value);
        };
    }

    /**
     * The type of a tensor that the runtime gives back.
     *
     * @throws UserFacingException if the program has no such type, or the Java API cannot read it
     */
    static DType fromOrt(OnnxTensorType type, String value) {
        return switch (type) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> DType.FLOAT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> DType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> DType.BFLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> DType.FLOAT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> DType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> DType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> DType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> DType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> DType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> DType.BOOL;
            default ->
                    throw unsupported(
                            type.name().substring(type.name().lastIndexOf('_') + 1), value);
        };
    }

    private static UserFacingException unsupported(String type, String value) {
        return UserFacingException.badInput(
                ("The value \"%s\" has the type %s, which ONNX Runtime's Java interface cannot"
                     + " pass. Convert the model so that its inputs and outputs are of another"
                     + " type.")
                        .formatted(value, type));
    }
}
