package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

import org.espalier.model.Attribute;
import org.espalier.model.Graph;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class OnnxFieldsTest {
    @TempDir Path folder;

    @Test
    void floatsAndDoublesAreReadFromTheirFields() throws IOException {
        TensorProto floats =
                Protos.tensor("w", 1, 3).addAllFloatData(List.of(1.5f, -0f, 3e38f)).build();
        assertArrayEquals(new float[] {1.5f, -0f, 3e38f}, weight(floats).toFloats());
        TensorProto doubles =
                Protos.tensor("w", 11, 2).addDoubleData(1e300).addDoubleData(-2).build();
        assertEquals(1e300, weight(doubles).doubleAt(0));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 255, 255", // uint8
        "3, -7, -7", // int8
        "4, 65535, 65535", // uint16
        "5, -300, -300", // int16
        "6, -70000, -70000", // int32
        "9, 1, 1", // bool
        "10, 15360, 1", // fp16, by its bits
        "16, 16256, 1", // bf16, by its bits
    })
    void narrowTypesAreReadFromInt32Data(int type, int stored, double value) throws IOException {
        TensorProto proto = Protos.tensor("w", type, 1).addInt32Data(stored).build();
        assertEquals(value, weight(proto).doubleAt(0));
    }

    @Test
    void wideIntegersAreReadFromTheirFields() throws IOException {
        TensorProto int64 = Protos.tensor("w", 7, 1).addInt64Data(-(1L << 40)).build();
        assertEquals(-(1L << 40), weight(int64).longAt(0));
        TensorProto uint32 = Protos.tensor("w", 12, 1).addUint64Data(4_000_000_000L).build();
        assertEquals(4_000_000_000L, weight(uint32).longAt(0));
        TensorProto uint64 = Protos.tensor("w", 13, 1).addUint64Data(-1L).build();
        assertEquals(-1L, weight(uint64).longAt(0));
    }

    @Test
    void packedFourBitValuesKeepTheirBytes() throws IOException {
        TensorProto proto = Protos.tensor("w", 22, 3).addInt32Data(0x21).addInt32Data(0x03).build();
        Tensor tensor = weight(proto);
        assertEquals(DType.INT4, tensor.dtype());
        assertEquals(2, tensor.data().byteSize());
        assertUntouched(Protos.model(Protos.addition(proto)));
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 1", "7, 8", "9, 1", "10, 2", "11, 8", "14, 8", "15, 16", "17, 1"})
    void rawDataOfEachTypeIsReadAndWrittenAsItWas(int type, int size) throws IOException {
        ModelProto.Builder model =
                Protos.model(Protos.addition(Protos.raw("w", type, 6 * size, 2, 3)));
        assertEquals(Shape.of(2, 3), Protos.open(folder, model).weight("w").shape());
        assertUntouched(model);
    }

    @Test
    void typedFieldsAreWrittenAsTheyWere() throws IOException {
        assertUntouched(
                Protos.model(
                        Protos.addition(
                                Protos.tensor("w", 10, 2)
                                        .addInt32Data(1)
                                        .addInt32Data(2)
                                        .build())));
    }

    @Test
    void aChangedTypedWeightIsWrittenAsRawData() throws IOException {
        TensorProto floats = Protos.tensor("w", 1, 1).addFloatData(1).build();
        Network network = Protos.open(folder, Protos.model(Protos.addition(floats)));
        Network changed = network.withWeights(Map.of("w", Tensor.of(Shape.of(1), 2f)));
        ModelProto written = ModelProto.parseFrom(OnnxWriter.toBytes(changed));
        TensorProto weight = written.getGraph().getInitializer(0);
        assertEquals(0, weight.getFloatDataCount());
        assertEquals(ByteString.copyFrom(new byte[] {0, 0, 0, 0x40}), weight.getRawData());
    }

    @Test
    void aConstantNodeKeepsItsPlaceAndGivesItsTensorToTheWeights() throws IOException {
        GraphProto.Builder graph = constant(Protos.raw("", 1, 8, 2));
        Network network = Protos.open(folder, Protos.model(graph));
        assertEquals(
                Weight.Storage.CONSTANT_NODE, requireNonNull(network.weights().get("c")).storage());
        assertEquals(Map.of(), network.nodes().get(0).attributes());
        assertUntouched(Protos.model(graph));
        Network changed = network.withWeights(Map.of("c", Tensor.of(Shape.of(2), 1f, 2f)));
        Path saved = folder.resolve("changed.onnx");
        OnnxWriter.write(changed, saved);
        assertArrayEquals(new float[] {1, 2}, OnnxReader.read(saved).weight("c").toFloats());
    }

    @Test
    void stringsAndOtherKindsAreCarried() throws IOException {
        TensorProto text =
                Protos.tensor("s", 8, 1).addStringData(ByteString.copyFromUtf8("hé")).build();
        GraphProto.Builder graph = constant(text).addInitializer(text);
        graph.addSparseInitializerBuilder().setValues(Protos.raw("sparse", 1, 4, 1));
        graph.addNode(Protos.node("Foo", List.of("s", "sparse"), "z"));
        graph.addQuantizationAnnotationBuilder().setTensorName("y");
        ModelProto.Builder model = Protos.model(graph);
        model.addFunctions(FunctionProto.newBuilder().setName("F").setDomain("d"));
        model.addTrainingInfoBuilder().getInitializationBuilder().setName("init");
        model.addMetadataPropsBuilder().setKey("k").setValue("v");
        model.setUnknownFields(
                UnknownFieldSet.newBuilder()
                        .addField(999, UnknownFieldSet.Field.newBuilder().addFixed32(7).build())
                        .build());
        Network network = Protos.open(folder, model);
        assertFalse(network.weights().containsKey("c"));
        assertInstanceOf(Attribute.Opaque.class, network.nodes().get(0).attributes().get("value"));
        assertUntouched(model);
    }

    @Test
    void attributesWithoutATypeAreReadByWhatTheyHold() throws IOException {
        NodeProto node =
                Protos.node("Foo", List.of("x"), "y").toBuilder()
                        .addAttribute(AttributeProto.newBuilder().setName("i").setI(3))
                        .addAttribute(
                                AttributeProto.newBuilder().setName("l").addInts(1).addInts(2))
                        .build();
        GraphProto.Builder graph =
                GraphProto.newBuilder()
                        .addInput(Protos.value("x"))
                        .addOutput(Protos.value("y"))
                        .addNode(node);
        Network network = Protos.open(folder, Protos.model(graph).setIrVersion(4));
        assertEquals(3, network.nodes().get(0).intAttribute("i", 0));
        assertArrayEquals(new long[] {1, 2}, network.nodes().get(0).intsAttribute("l"));
        assertUntouched(Protos.model(graph).setIrVersion(4));
    }

    @Test
    void subGraphsHaveTheirOwnWeightsAndSeeTheValuesAroundThem() throws IOException {
        GraphProto.Builder branch =
                GraphProto.newBuilder()
                        .setName("then")
                        .addOutput(Protos.value("t"))
                        .addInitializer(Protos.raw("inner", 1, 4, 1))
                        .addNode(Protos.node("Mul", List.of("x", "inner"), "t"));
        NodeProto.Builder node = Protos.node("If", List.of("cond"), "y").toBuilder();
        node.addAttribute(Protos.attribute("then_branch", branch));
        GraphProto.Builder graph =
                GraphProto.newBuilder()
                        .addInput(Protos.value("x"))
                        .addInput(Protos.value("cond"))
                        .addOutput(Protos.value("y"))
                        .addNode(node);
        Network network = Protos.open(folder, Protos.model(graph));
        Graph inner = network.nodes().get(0).subGraphs().get(0);
        assertEquals(Shape.of(1), requireNonNull(inner.weights().get("inner")).tensor().shape());
        assertUntouched(Protos.model(graph));
    }

    @Test
    void unsortedNodesAreSorted() throws IOException {
        GraphProto.Builder graph =
                GraphProto.newBuilder()
                        .addInput(Protos.value("x"))
                        .addOutput(Protos.value("c"))
                        .addNode(Protos.node("Relu", List.of("b"), "c"))
                        .addNode(Protos.node("Relu", List.of("x"), "a"))
                        .addNode(Protos.node("Relu", List.of("a"), "b"));
        List<String> order =
                Protos.open(folder, Protos.model(graph)).nodes().stream()
                        .map(node -> node.output())
                        .toList();
        assertEquals(List.of("a", "b", "c"), order);
    }

    @Test
    void aNetworkMadeInMemoryIsReadBackAsItWas() {
        Network network =
                Networks.builder()
                        .property("task", "test")
                        .input("x", DType.FLOAT32, "batch", null, 4)
                        .constant("w", Networks.random(1, 4, 3).cast(DType.BFLOAT16))
                        .node("Foo", List.of("x", "w"), "y", "axis", -1, "perm", new int[] {1, 0})
                        .output("y", DType.FLOAT16, "batch", 3)
                        .build();
        Path path = folder.resolve("made.onnx");
        OnnxWriter.write(network, path);
        Network read = OnnxReader.read(path);
        assertEquals(network.metadata(), read.metadata());
        assertEquals(network.nodes(), read.nodes());
        assertEquals(network.inputs(), read.inputs());
        assertEquals(network.outputs(), read.outputs());
        assertEquals(-1, network.weight("w").data().mismatch(read.weight("w").data()));
    }

    private static GraphProto.Builder constant(TensorProto tensor) {
        NodeProto node =
                Protos.node("Constant", List.of(), "c").toBuilder()
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("value")
                                        .setDocString("kept")
                                        .setType(AttributeType.TENSOR)
                                        .setT(tensor))
                        .build();
        return GraphProto.newBuilder()
                .addInput(Protos.value("x"))
                .addOutput(Protos.value("y"))
                .addNode(node)
                .addNode(Protos.node("Add", List.of("x", "c"), "y"));
    }

    private Tensor weight(TensorProto proto) throws IOException {
        return Protos.open(folder, Protos.model(Protos.addition(proto))).weight("w");
    }

    private void assertUntouched(ModelProto.Builder model) throws IOException {
        Network network = Protos.open(folder, model);
        Path copy = folder.resolve("copy.onnx");
        OnnxWriter.write(network, copy);
        assertEquals(model.build(), ModelProto.parseFrom(Files.readAllBytes(copy)));
        assertEquals(-1, Files.mismatch(folder.resolve("model.onnx"), copy));
    }
}
