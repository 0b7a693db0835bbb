package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.BlockChoice;
import org.espalier.model.BlockRemoval;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Blocks;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.model.checkpoint.CheckpointWriter;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Networks without some of their blocks, in memory and in the folder that is written. */
class BlockRemovalTest {
    private static final Path LLAMA = Path.of("samples/sotu-llama");

    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);

    @TempDir Path temporary;

    @ParameterizedTest
    @MethodSource("org.espalier.model.checkpoint.Checkpoints#all")
    void theFolderComputesWhatTheNetworkDoes(String name) {
        Network network = Checkpoints.network(name);
        Npz reference = Checkpoints.reference(name);
        List<Span> spans = spans(network);
        assertEquals(2, spans.size());
        for (int gone = 0; gone < 2; gone++) {
            Network left = BlockRemoval.without(network, List.of(spans.get(gone)));
            Path folder = temporary.resolve("without-" + gone);
            CheckpointWriter.write(left, folder);
            Network read = CheckpointReader.read(folder);

            Tensor logits = logits(left, reference);
            assertEquals(0, Outputs.distance(logits, logits(read, reference)), 1e-6);
            assertTrue(Outputs.distance(logits, reference.array("logits")) > 1e-2);
            assertEquals(spans.get(1 - gone).block().layers().size(), inBlocks(read).size());
            assertTrue(inBlocks(read).getFirst().contains(".0."), inBlocks(read).toString());
        }
    }

    private static List<String> inBlocks(Network network) {
        return Layers.of(network).stream()
                .map(layer -> layer.id().name())
                .filter(name -> name.matches(".*\\.\\d+\\..*"))
                .toList();
    }

    @Test
    void blocksInTheMiddleMoveUpAndKeepTheirWeights() {
        Network network = ModelFile.read(LLAMA);
        List<Span> spans = spans(network);
        Network once = BlockRemoval.without(network, List.of(spans.get(1), spans.get(2)));
        Network twice = BlockRemoval.without(once, List.of(spans(once).get(2)));
        CheckpointWriter.write(twice, temporary.resolve("left"));
        Network read = CheckpointReader.read(temporary.resolve("left"));

        assertEquals(6, spans.size());
        List<String> weights = new ArrayList<>();
        for (Layer layer : Layers.of(read)) {
            weights.add(layer.weight());
        }
        assertEquals(3 * 7 + 1, weights.size());
        int[] from = {0, 3, 5};
        for (int block = 0; block < 3; block++) {
            String name = "model.layers.%d.mlp.down_proj.weight";
            assertTrue(
                    read.weight(name.formatted(block))
                            .sameBits(network.weight(name.formatted(from[block]))));
        }
    }

    @Test
    void aNetworkIsItselfWithoutNoBlocks() {
        Network network = Checkpoints.network("llama");
        assertEquals(network, BlockRemoval.without(network, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"llama, num_hidden_layers", "gpt2, n_layer"})
    void theConfigurationCountsWhatIsLeft(String name, String key) throws IOException {
        Network network = Checkpoints.network(name);
        CheckpointWriter.write(
                BlockRemoval.without(network, List.of(spans(network).getFirst())),
                temporary.resolve("left"));
        String config = Files.readString(temporary.resolve("left/config.json"));
        assertTrue(config.replace(" ", "").contains("\"%s\":1".formatted(key)), config);
    }

    @Test
    void aBlockThatDependsOnItsNumberStays() throws IOException {
        Network network =
                configured(
                        "gpt2",
                        text ->
                                text.replaceFirst(
                                                "\\{",
                                                "{\"scale_attn_by_inverse_layer_idx\": true,")
                                        .replace(
                                                "\"scale_attn_by_inverse_layer_idx\": false,", ""));

        String refusal = refusal(network);

        assertTrue(refusal.contains("scale_attn_by_inverse_layer_idx"), refusal);
    }

    @Test
    void windowsThatAlternateByNumberAreWrittenOut() throws IOException {
        Network network =
                configured("gemma2", text -> text.replace("\"layer_types\"", "\"_layer_types\""));
        Path left = temporary.resolve("left");
        CheckpointWriter.write(
                BlockRemoval.without(network, List.of(spans(network).getFirst())), left);

        String written = Files.readString(left.resolve("config.json")).replaceAll("\\s", "");
        assertTrue(written.contains("\"layer_types\":[\"full_attention\"]"), written);
    }

    @Test
    void windowsThatBeginAtAnUnsaidBlockAreRefused() throws IOException {
        Network network =
                configured(
                        "qwen2",
                        text ->
                                text.replaceAll("\"(layer_types|max_window_layers)\"", "\"_$1\"")
                                        .replaceAll(
                                                "\"use_sliding_window\": *\\w+",
                                                "\"use_sliding_window\": true")
                                        .replaceAll(
                                                "\"sliding_window\": *\\w+",
                                                "\"sliding_window\": 8"));

        String refusal = refusal(network);

        assertTrue(refusal.contains("Add max_window_layers"), refusal);
    }

    /** A small checkpoint with another configuration. */
    private Network configured(String name, UnaryOperator<String> change) throws IOException {
        Path folder = temporary.resolve("configured");
        CheckpointWriter.write(Checkpoints.network(name), folder);
        Path config = folder.resolve("config.json");
        Files.writeString(config, change.apply(Files.readString(config)));
        return CheckpointReader.read(folder);
    }

    private static String refusal(Network network) {
        List<Span> spans = spans(network);
        return assertThrows(
                        UserFacingException.class,
                        () -> BlockRemoval.without(network, List.of(spans.getFirst())))
                .getMessage();
    }

    private static List<Span> spans(Network network) {
        return BlockRemoval.spans(network, Blocks.of(network, new BlockChoice.Automatic()));
    }

    private Tensor logits(Network network, Npz reference) {
        try (Session session = engine.open(Program.whole(network))) {
            return Outputs.value(session.run(reference.arrays()), "logits");
        }
    }
}
