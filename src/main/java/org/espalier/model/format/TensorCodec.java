package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** TensorProto to {@link Tensor} and back. Strings and 2-bit types have no tensor. */
final class TensorCodec {
    private final Blobs blobs;
    private final ExternalData external;

    TensorCodec(Blobs blobs, ExternalData external) {
        this.blobs = blobs;
        this.external = external;
    }

    /** Whether the program has a tensor for it; otherwise the proto is carried as it is. */
    static boolean isReadable(TensorProto proto) {
        return OnnxTypes.dtype(proto.getDataType()) != null;
    }

    /**
     * The tensor: a view of the mapped file for raw and external data, a copy of typed fields.
     *
     * @throws UserFacingException if the sizes disagree with the data
     */
    Tensor decode(TensorProto proto) throws IOException {
        DType dtype = OnnxTypes.dtype(proto.getDataType());
        if (dtype == null) {
            throw new IllegalArgumentException("no tensor for " + proto.getDataType());
        }
        String where = "the tensor \"" + proto.getName() + "\"";
        if (proto.hasSegment()) {
            throw UserFacingException.badInput(
                    where + " is stored in segments, which no exporter writes. Export it again.");
        }
        Shape shape = shape(proto, where);
        long bytes = bytes(dtype, shape, where);
        return new Tensor(dtype, shape, data(proto, dtype, shape, bytes, where));
    }

    private MemorySegment data(
            TensorProto proto, DType dtype, Shape shape, long bytes, String where)
            throws IOException {
        if (proto.getDataLocation() == DataLocation.EXTERNAL) {
            return external.read(proto.getExternalDataList(), bytes, where);
        }
        if (proto.hasRawData()) {
            MemorySegment raw = blobs.get(proto.getRawData());
            check(bytes, raw.byteSize(), "bytes", shape, where);
            return raw;
        }
        TypedField field = TypedField.of(dtype);
        check(field.entries(dtype, shape.count()), field.size(proto), "values", shape, where);
        return field.decode(proto, dtype, bytes);
    }

    private static void check(long needed, long found, String unit, Shape shape, String where) {
        if (needed != found) {
            throw UserFacingException.badInput(
                    ("%s says that its shape is %s, which takes %,d %s, but holds %,d. The file is"
                                    + " damaged: copy or export it again.")
                            .formatted(where, shape, needed, unit, found));
        }
    }

    private static Shape shape(TensorProto proto, String where) {
        long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw UserFacingException.badInput(
                    "%s has impossible sizes (%s). The file is damaged: copy or export it again."
                            .formatted(where, e.getMessage()),
                    e);
        }
    }

    private static long bytes(DType dtype, Shape shape, String where) {
        try {
            return dtype.bytes(shape.count());
        } catch (ArithmeticException e) {
            throw UserFacingException.badInput(
                    "%s claims the size %s. The file is damaged: copy or export it again."
                            .formatted(where, shape),
                    e);
        }
    }

    /** The proto of a tensor: {@code base} itself if it holds these bits already, else raw data. */
    TensorProto encode(String name, Tensor tensor, @Nullable TensorProto base) throws IOException {
        if (base != null && holds(base, tensor)) {
            return base;
        }
        TensorProto.Builder builder = base == null ? TensorProto.newBuilder() : base.toBuilder();
        TypedField.clear(builder);
        builder.clearDims().clearExternalData().clearDataLocation();
        if (!name.isEmpty()) {
            builder.setName(name);
        }
        for (long dim : tensor.shape().dims()) {
            builder.addDims(dim);
        }
        return builder.setDataType(OnnxTypes.number(tensor.dtype()))
                .setRawData(blobs.add(tensor.data()))
                .build();
    }

    private boolean holds(TensorProto base, Tensor tensor) throws IOException {
        return base.getDataLocation() != DataLocation.EXTERNAL
                && isReadable(base)
                && decode(base).sameBits(tensor);
    }
}
