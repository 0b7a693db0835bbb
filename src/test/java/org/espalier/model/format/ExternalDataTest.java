package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ExternalDataTest {
    private static final int COUNT = 512;

    @TempDir Path folder;
    private final Tensor values = Networks.random(3, COUNT);

    @BeforeEach
    void writeData() throws IOException {
        byte[] bytes = new byte[64 + 4 * COUNT];
        values.data().asByteBuffer().get(bytes, 64, 4 * COUNT);
        Files.write(folder.resolve("weights.bin"), bytes);
    }

    @Test
    void theWeightIsAViewOfTheDataFile() throws IOException {
        Tensor weight = open("weights.bin", 64, 4 * COUNT).weight("w");
        assertArrayEquals(values.toFloats(), weight.toFloats());
        assertTrue(weight.data().isMapped());
    }

    @Test
    void aModelWithExternalDataIsWrittenWithADataFileOfItsOwn() throws IOException {
        Network network = open("weights.bin", 64, 4 * COUNT);
        Path saved = folder.resolve("saved.onnx");
        OnnxWriter.write(network, saved);
        assertTrue(Files.size(saved) < 1000);
        assertEquals(4 * COUNT, Files.size(folder.resolve("saved.onnx.data")));
        assertArrayEquals(values.toFloats(), OnnxReader.read(saved).weight("w").toFloats());
        assertEquals(ModelHash.of(network), ModelHash.of(OnnxReader.read(saved)));
    }

    @Test
    void aModelIsWrittenOverItself() throws IOException {
        Network network = open("weights.bin", 64, 4 * COUNT);
        Path saved = folder.resolve("saved.onnx");
        OnnxWriter.write(network, saved);
        Tensor changed = Networks.random(4, COUNT);
        OnnxWriter.write(OnnxReader.read(saved).withWeights(Map.of("w", changed)), saved);
        assertArrayEquals(changed.toFloats(), OnnxReader.read(saved).weight("w").toFloats());
    }

    @Test
    void asBytesAllIsInOnePiece() throws IOException {
        byte[] bytes = OnnxWriter.toBytes(open("weights.bin", 64, 4 * COUNT));
        TensorProto weight = ModelProto.parseFrom(bytes).getGraph().getInitializer(0);
        assertEquals(0, weight.getExternalDataCount());
        assertEquals(4 * COUNT, weight.getRawData().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../weights.bin",
                "sub/../../weights.bin",
                "/etc/passwd",
                "C:\\secret",
                "..\\weights.bin",
                "",
                "nul\0byte"
            })
    void placesOutsideTheFolderAreRefused(String location) {
        assertRefused("plain files in the model's folder", location, 0, 4 * COUNT);
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.bin"), folder.resolve("weights.bin"));
        assertRefused("symbolic link", "link.bin", 64, 4 * COUNT);
    }

    @Test
    void aFolderThatIsASymbolicLinkIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("sub"), folder);
        assertRefused("symbolic link", "sub/weights.bin", 64, 4 * COUNT);
    }

    @Test
    void aSecondHardLinkIsRefused() throws IOException {
        Files.createLink(folder.resolve("second.bin"), folder.resolve("weights.bin"));
        assertRefused("hard link", "second.bin", 64, 4 * COUNT);
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused("\"gone.bin\", which is not beside the model", "gone.bin", 0, 4 * COUNT);
    }

    @Test
    void anOffsetOutsideTheFileIsRefused() {
        assertRefused("which has only 2,112", "weights.bin", 65, 4 * COUNT);
        assertRefused("which has only 2,112", "weights.bin", Long.MAX_VALUE, 4 * COUNT);
        assertRefused("\"-1\" as the offset", "weights.bin", -1, 4 * COUNT);
    }

    @Test
    void aLengthThatDisagreesWithTheShapeIsRefused() {
        assertRefused(
                "needs 2,048 bytes of external data, but its entry gives 4", "weights.bin", 0, 4);
    }

    private Network open(String location, long offset, long length) throws IOException {
        TensorProto weight = Protos.external("w", location, offset, length, COUNT);
        return Protos.open(folder, Protos.model(Protos.addition(weight)));
    }

    private void assertRefused(String reason, String location, long offset, long length) {
        UserFacingException e =
                assertThrows(
                        UserFacingException.class, () -> open(location, offset, length), reason);
        assertEquals(UserFacingException.Kind.BAD_INPUT, e.kind());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().contains("model.onnx"), e.getMessage());
    }
}
