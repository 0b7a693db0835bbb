package org.espalier.model.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

class TensorFolderTest {
    private static final Path SHARDED = Path.of("src/test/resources/checkpoints/mistral");

    @TempDir Path folder;

    private final Tensor one = Tensor.of(Shape.of(2), 1f, 2f);

    @BeforeEach
    void writeShards() {
        file("a.safetensors", "x");
        file("b.safetensors", "y");
    }

    @Test
    void shardsAreReadAsOneAndWrittenBackByteForByte() throws IOException {
        TensorFolder shards = TensorFolder.open(SHARDED);
        assertEquals(8, shards.shards().size());
        assertEquals(Shape.of(101, 32), tensor(shards, "lm_head.weight").shape());
        shards.write(folder);
        for (String name : shards.shards().keySet()) {
            assertArrayEquals(
                    Files.readAllBytes(SHARDED.resolve(name)),
                    Files.readAllBytes(folder.resolve(name)));
        }
        assertEquals(index(SHARDED), index(folder));
    }

    @Test
    void otherTensorsKeepTheirFilesAndThoseLeftOutAreGone() throws IOException {
        index("{'weight_map':{'x':'a.safetensors','y':'b.safetensors'}}");
        Tensor other = Tensor.of(Shape.of(2), 3f, 4f);
        Path target = folder.resolve("copy");
        TensorFolder.open(folder).with(Map.of("y", other)).write(target);
        TensorFolder copy = TensorFolder.open(target);
        assertEquals(Map.of("y", other).keySet(), copy.tensors().keySet());
        assertTrue(other.sameBits(tensor(copy, "y")));
        assertTrue(Files.notExists(target.resolve("a.safetensors")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "7|no weight_map",
                "{|no sound JSON",
                "{'weight_map':{}}|no weight_map",
                "{'weight_map':{'x':3}}|names no file for \"x\"",
                "{'weight_map':{'x':'../a.safetensors'}}|only .safetensors files in the same",
                "{'weight_map':{'x':'/a.safetensors'}}|only .safetensors files in the same",
                "{'weight_map':{'x':'a.bin'}}|only .safetensors files in the same",
                "{'weight_map':{'x':'c.safetensors'}}|There is no file",
                "{'weight_map':{'x':'a.safetensors','y':'a.safetensors'}}|which does not",
                "{'weight_map':{'x':'a.safetensors','x':'b.safetensors'}}|Duplicate",
            })
    void anUnsoundIndexIsRefusedWithTheReason(String json, String reason) throws IOException {
        index(json);
        assertRefused(reason);
    }

    @Test
    void aTensorThatTheIndexDoesNotListIsRefused() throws IOException {
        Map<String, Tensor> both = new LinkedHashMap<>();
        both.put("x", one);
        both.put("z", one);
        new SafetensorsFile(both, Map.of()).write(folder.resolve("a.safetensors"));
        index("{'weight_map':{'x':'a.safetensors','y':'b.safetensors'}}");
        assertRefused("holds \"z\", which it does not list");
    }

    @Test
    void picklesAreRefusedWithTheWayToConvertThem() throws IOException {
        Files.write(folder.resolve("pytorch_model.bin"), new byte[] {1});
        assertRefused("pickle (pytorch_model.bin)");
        assertRefused("save_pretrained");
    }

    @Test
    void aFolderWithoutWeightsIsRefused() {
        assertRefused("holds no weights");
    }

    private void assertRefused(String reason) {
        String message =
                assertThrows(UserFacingException.class, () -> TensorFolder.open(folder))
                        .getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static Tensor tensor(TensorFolder of, String name) {
        return Objects.requireNonNull(of.tensors().get(name), name);
    }

    private static JsonNode index(Path of) {
        return JsonMapper.shared().readTree(of.resolve(TensorFolder.INDEX));
    }

    private void index(String json) throws IOException {
        Files.writeString(folder.resolve(TensorFolder.INDEX), json.replace('\'', '"'));
    }

    private void file(String name, String tensor) {
        new SafetensorsFile(Map.of(tensor, one), Map.of()).write(folder.resolve(name));
    }
}
