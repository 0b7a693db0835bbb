package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import org.espalier.model.Dim;
import org.espalier.model.ValueInfo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ValueInfoProto to {@link ValueInfo} and back. */
final class ValueCodec {
    private ValueCodec() {}

    /** Reads a value's type; sequences, maps and optionals are left without one. */
    static ValueInfo decode(ValueInfoProto proto) {
        TypeProto.Tensor tensor = proto.getType().getTensorType();
        if (!proto.getType().hasTensorType()) {
            return new ValueInfo(proto.getName(), null, null);
        }
        List<Dim> dims =
                tensor.hasShape()
                        ? tensor.getShape().getDimList().stream().map(ValueCodec::dim).toList()
                        : null;
        return new ValueInfo(proto.getName(), OnnxTypes.dtype(tensor.getElemType()), dims);
    }

    private static Dim dim(TensorShapeProto.Dimension proto) {
        if (proto.hasDimValue() && proto.getDimValue() >= 0) {
            return Dim.of(proto.getDimValue());
        }
        return proto.getDimParam().isEmpty()
                ? new Dim.Unknown()
                : new Dim.Symbol(proto.getDimParam());
    }

    static List<ValueInfo> decode(List<ValueInfoProto> protos) {
        return protos.stream().map(ValueCodec::decode).toList();
    }

    /** Writes values; one that says what {@code bases} say of it is written as it was. */
    static List<ValueInfoProto> encode(Collection<ValueInfo> values, List<ValueInfoProto> bases) {
        Map<ValueInfo, ValueInfoProto> known = new HashMap<>();
        bases.forEach(base -> known.put(decode(base), base));
        List<ValueInfoProto> protos = new ArrayList<>(values.size());
        for (ValueInfo value : values) {
            ValueInfoProto base = known.get(value);
            protos.add(base == null ? encode(value) : base);
        }
        return protos;
    }

    private static ValueInfoProto encode(ValueInfo value) {
        ValueInfoProto.Builder proto = ValueInfoProto.newBuilder().setName(value.name());
        if (value.dtype() != null) {
            TypeProto.Tensor.Builder tensor = proto.getTypeBuilder().getTensorTypeBuilder();
            tensor.setElemType(OnnxTypes.number(value.dtype()));
            if (value.dims() != null) {
                tensor.getShapeBuilder();
                value.dims().forEach(dim -> tensor.getShapeBuilder().addDim(encode(dim)));
            }
        }
        return proto.build();
    }

    private static TensorShapeProto.Dimension encode(Dim dim) {
        TensorShapeProto.Dimension.Builder proto = TensorShapeProto.Dimension.newBuilder();
        return switch (dim) {
            case Dim.Fixed fixed -> proto.setDimValue(fixed.size()).build();
            case Dim.Symbol symbol -> proto.setDimParam(symbol.name()).build();
            case Dim.Unknown unknown -> proto.build();
        };
    }
}
