package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.Mask;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.espalier.model.format.OnnxWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

class InspectCommandTest {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14/fashion-resnet14.onnx");

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void listsTheLayersOfTheSample() {
        assertEquals(0, inspect(SAMPLE.toString(), "--json"));

        JsonNode json = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        JsonNode first = json.at("/layers/0");
        JsonNode last = json.at("/layers/" + (json.get("layers").size() - 1));
        assertEquals(17, json.get("opset").asInt());
        assertEquals(176_090, json.get("parameters").asLong());
        assertEquals("conv1", first.get("name").asString());
        assertEquals("Conv", first.get("op").asString());
        assertEquals(1, first.get("inFeatures").asInt());
        assertEquals(16, first.get("outFeatures").asInt());
        assertEquals(144, first.get("weights").asLong());
        assertEquals(144 * 28 * 28, first.get("macs").asLong());
        assertEquals("fc", last.get("name").asString());
        assertEquals(64, last.get("inFeatures").asInt());
        assertEquals(10, last.get("outFeatures").asInt());
        assertEquals(0, last.get("sparsity").asDouble());
        assertFalse(last.get("pattern24").asBoolean());
    }

    @Test
    void listsTheLayersOfACheckpointFolder() {
        assertEquals(0, inspect("src/test/resources/checkpoints/phi3", "--json"));

        JsonNode json = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        JsonNode fused = json.at("/layers/0");
        assertEquals("model.layers.0.self_attn.qkv_proj", fused.get("name").asString());
        assertEquals(64, fused.get("outFeatures").asInt());
        assertEquals(32, fused.get("inFeatures").asInt());
        assertEquals("lm_head", json.at("/layers/8/name").asString());
    }

    @Test
    void tellsSparsityAndPatterns() {
        Network network = OnnxReader.read(SAMPLE);
        Layer fc = Layers.of(network).getLast();
        BitSet bits = new BitSet();
        for (int i = 0; i < fc.weightCount(); i++) {
            bits.set(i, i % 8 < 4);
        }
        Mask mask = new Mask(fc.layout().rows(), fc.layout().columns(), bits);
        Path file = folder.resolve("pruned.onnx");
        OnnxWriter.write(
                network.withWeights(
                        Map.of(
                                fc.weight(),
                                mask.applyTo(network.weight(fc.weight()), fc.layout()))),
                file);

        assertEquals(0, inspect(file.toString()));

        String line =
                out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(text -> text.startsWith("fc"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(line.matches("fc +Gemm +64 +10 +640 +50.00 % +4:8 +640"), line);
    }

    @Test
    void saysSoIfNoEngineKnowsTheModel() {
        assertEquals(0, inspect(SAMPLE.toString(), "--json"));

        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("can still be inspected"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("text.onnx"), "not a model");

        assertEquals(3, inspect(file.toString(), "--json"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("text.onnx"),
                err.toString(StandardCharsets.UTF_8));
    }

    private int inspect(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "inspect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CliFixture.cli(out, err).run(all);
    }
}
