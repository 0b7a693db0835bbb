package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import com.google.protobuf.ByteString;

import org.espalier.model.Network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ONNX protos for tests of what files may hold. */
final class Protos {
    private Protos() {}

    static ModelProto.Builder model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
                .setGraph(graph);
    }

    /** x -> Add(x, w) -> y. */
    static GraphProto.Builder addition(TensorProto weight) {
        return GraphProto.newBuilder()
                .setName("g")
                .addInput(value("x"))
                .addOutput(value("y"))
                .addInitializer(weight)
                .addNode(node("Add", List.of("x", weight.getName()), "y"));
    }

    static ValueInfoProto value(String name) {
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder().getTensorTypeBuilder().setElemType(1);
        return value.build();
    }

    static NodeProto node(String op, List<String> inputs, String... outputs) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .setName("n_" + outputs[0])
                .addAllInput(inputs)
                .addAllOutput(List.of(outputs))
                .build();
    }

    static AttributeProto attribute(String name, GraphProto.Builder graph) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.GRAPH)
                .setG(graph)
                .build();
    }

    static TensorProto.Builder tensor(String name, int type, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        return tensor;
    }

    static TensorProto raw(String name, int type, int bytes, long... dims) {
        byte[] data = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            data[i] = (byte) (i * 7 + 1);
        }
        return tensor(name, type, dims).setRawData(ByteString.copyFrom(data)).build();
    }

    static TensorProto external(String name, String location, long offset, long length, long dim) {
        TensorProto.Builder tensor = tensor(name, 1, dim).setDataLocation(DataLocation.EXTERNAL);
        tensor.addExternalDataBuilder().setKey("location").setValue(location);
        tensor.addExternalDataBuilder().setKey("offset").setValue(String.valueOf(offset));
        tensor.addExternalDataBuilder().setKey("length").setValue(String.valueOf(length));
        return tensor.build();
    }

    /** Writes the model as a file and opens that. */
    static Network open(Path folder, ModelProto.Builder model) throws IOException {
        Path path = folder.resolve("model.onnx");
        Files.write(path, model.build().toByteArray());
        return OnnxReader.read(path);
    }
}
