package org.espalier.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.safetensors.SafetensorsFile;
import org.espalier.model.safetensors.TensorFolder;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

class CheckpointWriterTest {
    private static final String WEIGHT = "model.layers.0.mlp.up_proj.weight";

    @TempDir Path temporary;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = temporary.resolve("saved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama-bias", "llama-rope3", "phi3"})
    void anUntouchedCheckpointIsSavedByteForByte(String name) throws IOException {
        CheckpointWriter.write(Checkpoints.network(name), target);
        Path folder = Checkpoints.folder(name);
        assertEquals(names(folder), names(target));
        for (String file : names(folder)) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve(file)),
                    Files.readAllBytes(target.resolve(file)),
                    file);
        }
    }

    @Test
    void aChangedWeightIsSavedInTheFilesTypeAndItsShardOnly() throws IOException {
        Network network = Checkpoints.network("mistral");
        Tensor zeros = Tensor.zeros(DType.FLOAT32, network.weight(WEIGHT).shape());
        CheckpointWriter.write(network.withWeights(Map.of(WEIGHT, zeros)), target);
        int changed = 0;
        for (String file : names(target)) {
            byte[] before = Files.readAllBytes(Checkpoints.folder("mistral").resolve(file));
            boolean same = Arrays.equals(before, Files.readAllBytes(target.resolve(file)));
            changed += same || file.endsWith(".json") ? 0 : 1;
        }
        assertEquals(1, changed);
        assertTrue(zeros.sameBits(CheckpointReader.read(target).weight(WEIGHT)));
    }

    @Test
    void aWeightOfAnotherTypeIsRoundedToTheFiles() {
        Network network = Checkpoints.network("llama-bias");
        Tensor wide = network.weight(WEIGHT).cast(DType.FLOAT32);
        CheckpointWriter.write(network.withWeights(Map.of(WEIGHT, wide)), target);
        assertTrue(network.weight(WEIGHT).sameBits(CheckpointReader.read(target).weight(WEIGHT)));
    }

    @Test
    void aCopyOfATiedWeightChangesWithIt() {
        Path untied = temporary.resolve("with-copy");
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(TensorFolder.open(Checkpoints.folder("llama-bias")).tensors());
        String table = "model.embed_tokens.weight";
        Tensor old = Objects.requireNonNull(tensors.get(table));
        tensors.put("lm_head.weight", old);
        copyConfig("llama-bias", untied);
        new SafetensorsFile(tensors, Map.of()).write(untied.resolve(TensorFolder.SINGLE));
        Network network = CheckpointReader.read(untied);
        Tensor zeros = Tensor.zeros(old.dtype(), old.shape());
        CheckpointWriter.write(network.withWeights(Map.of(table, zeros)), target);
        Map<String, Tensor> saved = TensorFolder.open(target).tensors();
        assertTrue(zeros.sameBits(Objects.requireNonNull(saved.get(table))));
        assertTrue(zeros.sameBits(Objects.requireNonNull(saved.get("lm_head.weight"))));
    }

    @Test
    void weightsInOtherFormatsAreNotCopied() throws IOException {
        Path folder = temporary.resolve("cluttered");
        CheckpointWriter.write(Checkpoints.network("llama"), folder);
        Files.writeString(folder.resolve("pytorch_model.bin"), "old");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        CheckpointWriter.write(CheckpointReader.read(folder), target);
        assertFalse(names(target).contains("pytorch_model.bin"));
        assertTrue(names(target).contains("tokenizer.json"));
    }

    @Test
    void aFolderSavedBeforeIsReplacedAndAFolderOfFoldersIsNot() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("old.txt"), "old");
        CheckpointWriter.write(Checkpoints.network("llama"), target);
        assertFalse(names(target).contains("old.txt"));
        assertEquals(Set.of("saved"), names(temporary));
        Files.createDirectories(target.resolve("work"));
        assertThrows(
                UserFacingException.class,
                () -> CheckpointWriter.write(Checkpoints.network("llama"), target));
        assertTrue(Files.exists(target.resolve("work")));
    }

    @Test
    void aChangedGraphIsRefused() {
        Network network = Checkpoints.network("llama");
        Graph graph = network.graph();
        Network other =
                network.withGraph(
                        new Graph(
                                graph.name(),
                                graph.inputs(),
                                graph.outputs(),
                                graph.nodes().subList(1, graph.nodes().size()),
                                graph.weights(),
                                graph.values()));
        String message =
                assertThrows(UserFacingException.class, () -> CheckpointWriter.write(other, target))
                        .getMessage();
        assertTrue(message.contains(".onnx"), message);
        assertFalse(Files.exists(target));
    }

    @Test
    void layersHaveTheCheckpointsModuleNames() {
        Network network = Checkpoints.network("llama-bias");
        var names = Layers.of(network).stream().map(layer -> layer.id().name()).toList();
        assertEquals(15, names.size());
        assertEquals("model.layers.0.self_attn.q_proj", names.get(0));
        assertEquals("lm_head", names.get(14));
        Layer first = Layers.of(network).get(0);
        assertEquals("model.layers.0.self_attn.q_proj.weight", first.weight());
        assertEquals("model.layers.0.self_attn.q_proj.bias", first.bias());
        assertEquals(32, first.outFeatures());
    }

    private static void copyConfig(String from, Path to) {
        try {
            Files.createDirectories(to);
            Files.copy(Checkpoints.folder(from).resolve("config.json"), to.resolve("config.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> String.valueOf(file.getFileName())).toList());
        }
    }
}
