package org.espalier.model.format;

import ai.onnx.proto.OnnxMl;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the inputs and expected outputs of ONNX's own test cases: one TensorProto per file. */
public final class TensorProtoFile {
    private TensorProtoFile() {}

    /**
     * Reads one file; throws {@link IOException} also for what is not a TensorProto.
     *
     * @param declared the type in the model: older cases keep bfloat16 as uint16
     */
    public static Tensor read(Path file, DType declared) throws IOException {
        var proto = OnnxMl.TensorProto.parseFrom(Files.readAllBytes(file));
        Tensor tensor = tensor(proto);
        return declared == DType.BFLOAT16
                ? new Tensor(declared, tensor.shape(), tensor.data())
                : tensor;
    }

    private static Tensor tensor(OnnxMl.TensorProto proto) {
        long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        Tensor tensor = Tensor.zeros(dtype(proto.getDataType()), Shape.of(dims));
        if (proto.hasRawData()) {
            tensor.data().copyFrom(MemorySegment.ofArray(proto.getRawData().toByteArray()));
        } else {
            fill(tensor, proto);
        }
        return tensor;
    }

    private static void fill(Tensor tensor, OnnxMl.TensorProto proto) {
        boolean half = tensor.dtype() == DType.FLOAT16 || tensor.dtype() == DType.BFLOAT16;
        List<? extends Number> values =
                switch (tensor.dtype()) {
                    case FLOAT32 -> proto.getFloatDataList();
                    case FLOAT64 -> proto.getDoubleDataList();
                    case INT64 -> proto.getInt64DataList();
                    case UINT32, UINT64 -> proto.getUint64DataList();
                    default -> proto.getInt32DataList();
                };
        for (int i = 0; i < values.size(); i++) {
            Number value = values.get(i);
            if (half) {
                MemorySegment bits = MemorySegment.ofArray(new short[] {value.shortValue()});
                tensor.data().asSlice(i * 2L, 2).copyFrom(bits);
            } else {
                tensor.setDouble(i, value.doubleValue());
            }
        }
    }

    private static DType dtype(int number) {
        return switch (number) {
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
            default -> throw new IllegalArgumentException("no numbers: type " + number);
        };
    }
}
