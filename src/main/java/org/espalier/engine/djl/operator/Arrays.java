package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Moves tensors between Java's memory and the device.
 *
 * <p>On the CPU a tensor is lent to PyTorch without copying it where its memory is off-heap and
 * aligned to its elements. PyTorch computes with few integer types, and DJL cannot make bfloat16:
 * such tensors are widened on the way in.
 */
public final class Arrays {
    private Arrays() {}

    /**
     * Gives a tensor to the device, for as long as the manager lives: arrays that look at the same
     * memory may outlive the one made here.
     */
    static NDArray lend(NDManager manager, Tensor tensor) {
        Tensor lent = lendable(tensor.cast(computed(tensor.dtype())));
        if (!manager.getDevice().isGpu()) {
            manager.attachInternal(
                    UUID.randomUUID().toString(), () -> Reference.reachabilityFence(lent));
        }
        return upload(manager, lent);
    }

    /** Gives a tensor to the device, for as long as the array is in use. */
    public static NDArray upload(NDManager manager, Tensor tensor) {
        DType type = computed(tensor.dtype());
        Tensor ready = lendable(tensor.cast(type));
        Shape shape = new Shape(tensor.shape().dims());
        if (tensor.count() == 0) {
            return manager.create(shape, dataType(type));
        }
        ByteBuffer bytes = ready.data().asByteBuffer().order(ByteOrder.nativeOrder());
        return manager.create(bytes, shape, dataType(type));
    }

    /** Copies an array from the device. */
    public static Tensor download(NDArray array) {
        var shape = org.espalier.tensor.Shape.of(array.getShape().getShape());
        Tensor tensor = Tensor.zeros(dtype(array.getDataType()), shape);
        if (tensor.count() > 0) {
            tensor.data().copyFrom(MemorySegment.ofBuffer(array.toByteBuffer(true)));
        }
        return tensor;
    }

    /** The type in which the device computes what ONNX calls {@code type}. */
    public static DataType dataType(DType type) {
        return switch (computed(type)) {
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT16 -> DataType.FLOAT16;
            case FLOAT64 -> DataType.FLOAT64;
            case INT8 -> DataType.INT8;
            case UINT8 -> DataType.UINT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            default -> DataType.BOOLEAN;
        };
    }

    private static DType computed(DType type) {
        return switch (type) {
            case FLOAT32, FLOAT16, FLOAT64, INT8, UINT8, INT32, INT64, BOOL -> type;
            case BFLOAT16 -> DType.FLOAT32;
            case INT16, UINT16 -> DType.INT32;
            case UINT32, UINT64 -> DType.INT64;
            default ->
                    throw UserFacingException.badInput(
                            "The interpreter does not compute with tensors of type %s."
                                    .formatted(type));
        };
    }

    private static DType dtype(DataType type) {
        return type == DataType.BOOLEAN ? DType.BOOL : DType.valueOf(type.name());
    }

    private static Tensor lendable(Tensor tensor) {
        MemorySegment data = tensor.data();
        boolean aligned = data.address() % tensor.dtype().bytes(1) == 0;
        return data.isNative() && aligned ? tensor : copy(tensor);
    }

    private static Tensor copy(Tensor tensor) {
        Tensor copy = Tensor.zeros(tensor.dtype(), tensor.shape());
        copy.data().copyFrom(tensor.data());
        return copy;
    }
}
