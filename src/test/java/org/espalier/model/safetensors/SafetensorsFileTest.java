package org.espalier.model.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class SafetensorsFileTest {
    private static final String SOUND = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama-bias", "opt", "bert", "gpt2"})
    void aFileOfTheLibraryIsWrittenBackByteForByte(String name) throws IOException {
        Path file = Path.of("src/test/resources/checkpoints", name, TensorFolder.SINGLE);
        Path copy = folder.resolve("copy.safetensors");
        SafetensorsFile.open(file).write(copy);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
    }

    @Test
    void tensorsHaveTypeShapeAndValuesOfTheFile() throws IOException {
        String header =
                "{'b':{'dtype':'BF16','shape':[2,1],'data_offsets':[8,12]},"
                        + "'__metadata__':{'format':'pt'},"
                        + "'a':{'dtype':'I64','shape':[],'data_offsets':[0,8]}}";
        byte[] data = {7, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f, 0, (byte) 0xc0};
        SafetensorsFile file = SafetensorsFile.open(write(header, data));
        assertEquals(List.of("a", "b"), List.copyOf(file.tensors().keySet()));
        assertEquals(Map.of("format", "pt"), file.metadata());
        assertEquals(7, tensor(file, "a").longAt(0));
        Tensor b = tensor(file, "b");
        assertEquals(DType.BFLOAT16, b.dtype());
        assertEquals(Shape.of(2, 1), b.shape());
        assertArrayEquals(new float[] {1, -2}, b.toFloats());
    }

    @Test
    void aTensorWithoutElementsTakesNoPlace() throws IOException {
        String header =
                "{'e':{'dtype':'F32','shape':[0,3],'data_offsets':[0,0]},"
                        + "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";
        SafetensorsFile file = SafetensorsFile.open(write(header, new byte[8]));
        assertEquals(0, tensor(file, "e").count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1]|no JSON object",
                "{'a':7}|no sound JSON",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}|no sound JSON",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} {}|follows its header",
                "{'a':{'shape':[2],'data_offsets':[0,8]}}|lacks its dtype",
                "{'a':null}|lacks its dtype",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}}|lacks its dtype",
                "{'a':{'dtype':'F99','shape':[2],'data_offsets':[0,8]}}|unknown type F99",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}|negative size",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}}|no sound JSON",
                "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}|no sound JSON",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}|overflow",
                "{'a':{'dtype':'F32','shape':[9223372036854775807],'data_offsets':[0,8]}}|impossible",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}|no"
                        + " sound",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|takes 12 bytes, but is"
                        + " given 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|bytes 8 to 0",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}|bytes -8 to 0",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|take 4 bytes, but 8 follow",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}|take 12 bytes, but 8"
                        + " follow",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|4 bytes before",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32',"
                        + "'shape':[1],'data_offsets':[4,8]}}|overlaps",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32',"
                        + "'shape':[1],'data_offsets':[4,8]}}|Duplicate",
            })
    void anUnsoundHeaderIsRefusedWithTheReason(String header, String reason) throws IOException {
        Path file = write(header, new byte[8]);
        String message =
                assertThrows(UserFacingException.class, () -> SafetensorsFile.open(file))
                        .getMessage();
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains(file.toString()), message);
    }

    @Test
    void textThatIsNoUtf8IsRefused() throws IOException {
        byte[] json = SOUND.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        json[2] = (byte) 0xff;
        Path file = write(json.length, json, new byte[8]);
        assertThrows(UserFacingException.class, () -> SafetensorsFile.open(file));
    }

    @ParameterizedTest
    @CsvSource({"-1", "100000001", "9223372036854775807", "500"})
    void aHeaderLongerThanTheFileOrTheBoundIsRefused(long length) throws IOException {
        byte[] json = SOUND.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Path file = write(length, json, new byte[8]);
        String message =
                assertThrows(UserFacingException.class, () -> SafetensorsFile.open(file))
                        .getMessage();
        assertTrue(message.contains("claims a header"), message);
    }

    @Test
    void aFileOfAFewBytesIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("short"), new byte[3]);
        assertThrows(UserFacingException.class, () -> SafetensorsFile.open(file));
    }

    @Test
    void aPointerToLargeFileStorageIsSaidSo() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        String message =
                assertThrows(UserFacingException.class, () -> SafetensorsFile.open(file))
                        .getMessage();
        assertTrue(message.contains("git lfs pull"), message);
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        Path file = folder.resolve("none");
        String message =
                assertThrows(UserFacingException.class, () -> SafetensorsFile.open(file))
                        .getMessage();
        assertTrue(message.startsWith("There is no file"), message);
    }

    @Test
    void thirteenGigabytesAreMappedWithoutHeap() throws IOException {
        long count = 6_500_000_000L;
        String header =
                "{'w':{'dtype':'F16','shape':[65000,100000],'data_offsets':[0,%d]}}"
                        .formatted(2 * count);
        Path path = write(header, new byte[0]);
        try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.setLength(sparse.length() + 2 * count);
        }
        long before = allocated();
        SafetensorsFile file = SafetensorsFile.open(path);
        long taken = allocated() - before;
        assertEquals(count, tensor(file, "w").count());
        assertTrue(tensor(file, "w").data().isMapped());
        assertEquals(0, tensor(file, "w").doubleAt(count - 1));
        assertTrue(taken < 50_000_000, taken + " bytes of heap");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static Tensor tensor(SafetensorsFile file, String name) {
        return Objects.requireNonNull(file.tensors().get(name), name);
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return write(json.length, json, data);
    }

    private Path write(long length, byte[] json, byte[] data) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json).put(data);
        return Files.write(folder.resolve("file.safetensors"), bytes.array());
    }
}
