package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class UntrustedOnnxTest {
    @TempDir Path folder;

    @Test
    void aMissingAnEmptyAndAFolderAreToldApart() throws IOException {
        assertRefused("there is no such file", folder.resolve("gone.onnx"));
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        assertRefused("the file is empty", empty);
        assertRefused("it is a folder", folder);
    }

    @Test
    void otherKindsOfFilesAreNamed() throws IOException {
        assertRefusedBytes("a zip archive, such as a PyTorch", bytes("PK\3\4rest of the archive"));
        assertRefusedBytes("a Python pickle", bytes("\u0080\2}q\0(X\5\0"));
        assertRefusedBytes("safetensors", bytes("\u00f0\1\0\0\0\0\0\0{\"a\":{\"dtype\":\"F32\"}}"));
        assertRefusedBytes("TensorFlow Lite", bytes("\34\0\0\0TFL3\u00ff\u00ff"));
        assertRefusedBytes("HDF5", bytes("\u0089HDF\r\n\32\n"));
        assertRefusedBytes("GGUF", bytes("GGUF\3\0\0\0"));
        assertRefusedBytes("gzip", bytes("\u001f\u008b\10\0"));
        assertRefusedBytes("git lfs pull", bytes("version https://git-lfs.github.com/spec/v1\n"));
        assertRefusedBytes("a text file", bytes("hello, this is not a model\n"));
    }

    @Test
    void aTruncatedModelIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Samples.CNN);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertRefusedBytes("it is not a whole ONNX file", half);
    }

    @Test
    void sizesThatDisagreeWithTheDataAreRefused() {
        assertRefused(
                "the tensor \"w\" says that its shape is (3), which takes 12 bytes, but holds 8",
                Protos.raw("w", 1, 8, 3));
        assertRefused(
                "which takes 2 values, but holds 1",
                Protos.tensor("w", 1, 2).addFloatData(1).build());
        assertRefused(
                "which takes 1 values, but holds 0",
                Protos.tensor("w", 1, 1).addInt64Data(1).build());
    }

    @Test
    void impossibleSizesAreRefused() {
        assertRefused("negative size", Protos.raw("w", 1, 4, -1, -1));
        assertRefused("overflow", Protos.raw("w", 1, 4, 1L << 40, 1L << 40));
        assertRefused("claims the size", Protos.raw("w", 1, 4, 1L << 60));
        assertRefused("takes 1,099,511,627,776 bytes", Protos.raw("w", 1, 4, 1L << 38));
    }

    @Test
    void aCycleIsNamed() {
        assertRefused(
                "in a cycle: n_a <- n_c <- n_b",
                graph().addNode(Protos.node("Add", List.of("x", "c"), "a"))
                        .addNode(Protos.node("Relu", List.of("a"), "b"))
                        .addNode(Protos.node("Relu", List.of("b"), "c"))
                        .addNode(Protos.node("Relu", List.of("c"), "y")));
    }

    @Test
    void valuesDefinedTwiceAreRefused() {
        NodeProto y = Protos.node("Relu", List.of("x"), "y");
        assertRefused("\"y\" is defined twice", graph().addNode(y).addNode(y));
        assertRefused(
                "\"x\" is defined twice",
                graph().addNode(Protos.node("Relu", List.of("x"), "x")).addNode(y));
        assertRefused("\"x\" is defined twice", graph().addInput(Protos.value("x")).addNode(y));
        TensorProto w = Protos.raw("w", 1, 4, 1);
        assertRefused(
                "the constant \"w\" is there twice",
                graph().addInitializer(w).addInitializer(w).addNode(y));
        assertRefused(
                "\"w\" is defined twice",
                graph().addInitializer(w)
                        .addNode(Protos.node("Relu", List.of("x"), "w"))
                        .addNode(y));
    }

    @Test
    void valuesThatNothingDefinesAreNamed() {
        assertRefused(
                "nothing defines the value \"missing\"",
                graph().addNode(Protos.node("Add", List.of("x", "missing"), "y")));
        assertRefused(
                "nothing defines the value \"y\"",
                graph().addNode(Protos.node("Relu", List.of("x"), "z")));
    }

    @Test
    void aGraphWithoutNodesOrANodeWithoutOutputsIsRefused() {
        assertRefused("its graph is empty", graph());
        assertRefused(
                "computes nothing",
                graph().addNode(NodeProto.newBuilder().setOpType("Relu").addInput("x")));
        assertRefused(
                "has no name", graph().addInitializer(Protos.tensor("", 1, 1).addFloatData(1)));
    }

    @Test
    void subGraphsNestedTooDeeplyAreRefused() {
        GraphProto.Builder inner = graph().addNode(Protos.node("Relu", List.of("x"), "y"));
        for (int i = 0; i < 60; i++) {
            NodeProto.Builder node = Protos.node("If", List.of("x"), "y").toBuilder();
            inner = graph().addNode(node.addAttribute(Protos.attribute("then_branch", inner)));
        }
        assertRefused("nested too deeply", inner);
    }

    private static GraphProto.Builder graph() {
        return GraphProto.newBuilder().addInput(Protos.value("x")).addOutput(Protos.value("y"));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void assertRefused(String reason, TensorProto weight) {
        assertRefused(reason, Protos.addition(weight));
    }

    private void assertRefused(String reason, GraphProto.Builder graph) {
        ModelProto model = Protos.model(graph).build();
        assertRefusedBytes(reason, model.toByteArray());
    }

    private void assertRefusedBytes(String reason, byte[] content) {
        Path path = folder.resolve("bad.onnx");
        try {
            Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertRefused(reason, path);
    }

    private static void assertRefused(String reason, Path path) {
        UserFacingException e =
                assertThrows(UserFacingException.class, () -> OnnxReader.read(path), reason);
        assertEquals(UserFacingException.Kind.BAD_INPUT, e.kind());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().startsWith("Could not open " + path), e.getMessage());
    }
}
