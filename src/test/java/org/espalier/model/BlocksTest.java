package org.espalier.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class BlocksTest {
    private static final BlockChoice AUTOMATIC = new BlockChoice.Automatic();
    private static final Path CHECKPOINTS = Path.of("src/test/resources/checkpoints");

    @ParameterizedTest
    @CsvSource({
        "llama, model.layers.0 model.layers.1 lm_head, 7 7 1",
        "mistral, model.layers.0 model.layers.1 lm_head, 7 7 1",
        "phi3, model.layers.0 model.layers.1 lm_head, 4 4 1",
        "gemma2, model.layers.0 model.layers.1 lm_head, 7 7 1",
        "gpt2, transformer.h.0 transformer.h.1 lm_head, 4 4 1",
        "gpt-neox, gpt_neox.layers.0 gpt_neox.layers.1 embed_out, 4 4 1",
        "bloom, transformer.h.0 transformer.h.1 lm_head, 4 4 1",
        "opt, model.decoder.layers.0 model.decoder.layers.1 lm_head, 6 6 1",
        "bert, bert.encoder.layer.0 bert.encoder.layer.1 bert.pooler.dense, 6 6 2",
    })
    void aTransformerIsCutWhereItRepeatsItself(String name, String blocks, String sizes) {
        List<Block> cut = Blocks.of(ModelFile.read(CHECKPOINTS.resolve(name)), AUTOMATIC);

        assertEquals(List.of(blocks.split(" ")), cut.stream().map(Block::name).toList());
        assertEquals(
                List.of(sizes.split(" ")),
                cut.stream().map(block -> String.valueOf(block.layers().size())).toList());
        for (int i = 1; i < cut.size(); i++) {
            assertEquals(cut.get(i - 1).exit(), cut.get(i).entrance());
        }
    }

    @Test
    void theExitIsTheResidualStreamOrTheNormBehindIt() {
        List<Block> before = Blocks.of(ModelFile.read(CHECKPOINTS.resolve("llama")), AUTOMATIC);
        List<Block> after = Blocks.of(ModelFile.read(CHECKPOINTS.resolve("bert")), AUTOMATIC);

        assertEquals("/model.layers.0/Add_1_output_0", before.getFirst().exit());
        assertEquals(
                "/bert.encoder.layer.0.output.LayerNorm/LayerNormalization_output_0",
                after.getFirst().exit());
    }

    @Test
    void aConvolutionalNetworkStaysWholeUnlessBlocksAreNamed() {
        Network network = ModelFile.read(Path.of("samples/fashion-resnet14/fashion-resnet14.onnx"));

        assertEquals(1, Blocks.of(network, AUTOMATIC).size());
        assertEquals(
                List.of("conv1", "stage2.0", "stage2.1", "stage3.0.conv1"),
                Blocks.of(network, new BlockChoice.Named(List.of("stage2.?"))).stream()
                        .map(Block::name)
                        .toList());
    }

    @Test
    void namesThatFitNothingAreRefused() {
        Network network = ModelFile.read(CHECKPOINTS.resolve("llama"));
        BlockChoice named = new BlockChoice.Named(List.of("model.layers.*", "model.layer.*"));

        UserFacingException refused =
                assertThrows(UserFacingException.class, () -> Blocks.of(network, named));
        assertTrue(refused.getMessage().contains("\"model.layer.*\""), refused.getMessage());
    }

    @Test
    void withoutNamesShapesThatRepeatMakeTheBlocks() {
        List<Block> cut = Blocks.of(chain(List.of(8, 6, 4, 8, 4, 8, 4, 3), 0), AUTOMATIC);

        assertEquals(
                List.of(2, 2, 2, 1), cut.stream().map(block -> block.layers().size()).toList());
        assertEquals("block.0", cut.get(1).name());
    }

    @Test
    void layersThatShareAWeightAreNotParted() {
        List<Block> cut = Blocks.of(chain(List.of(4, 8, 4, 8, 4, 8, 4), 2), AUTOMATIC);

        assertEquals(List.of(4, 2), cut.stream().map(block -> block.layers().size()).toList());
    }

    /** MatMuls from width to width; the last {@code tied} of four repeat the weights before. */
    private static Network chain(List<Integer> widths, int tied) {
        Networks.Builder builder =
                Networks.builder().input("x0", DType.FLOAT32, "batch", widths.getFirst());
        List<String> weights = new ArrayList<>();
        for (int i = 0; i + 1 < widths.size(); i++) {
            boolean shared = tied > 0 && i >= 2 && i < 2 + tied;
            weights.add(shared ? weights.get(i - 2) : "w" + i);
            if (!shared) {
                builder.weight("w" + i, Networks.random(i, widths.get(i), widths.get(i + 1)));
            }
            builder.node("MatMul", List.of("x" + i, weights.get(i)), "x" + (i + 1));
        }
        String last = "x" + (widths.size() - 1);
        return builder.output(last, DType.FLOAT32, "batch", widths.getLast()).build();
    }
}
