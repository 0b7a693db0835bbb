package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.report.BlockGrid.Cell;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class BlockGridTest {
    /** Takes the layers of a made-up study and gives them these names. */
    private static Block block(String name, String... layers) {
        Layer like = SampleStudy.deep(1).layers().getFirst();
        List<Layer> named =
                Arrays.stream(layers)
                        .map(
                                layer ->
                                        new Layer(
                                                new LayerId(layer),
                                                like.node(),
                                                like.input(),
                                                like.output(),
                                                like.weight(),
                                                like.weightShape(),
                                                like.layout(),
                                                null,
                                                like.inChannels(),
                                                List.of(),
                                                List.of(),
                                                1))
                        .toList();
        return new Block(name, named, null, null);
    }

    private static BlockGrid grid(Block... blocks) {
        List<LayerId> ids = new ArrayList<>();
        for (Block block : blocks) {
            block.layers().forEach(layer -> ids.add(layer.id()));
        }
        return BlockGrid.of(List.of(blocks), ids);
    }

    @Test
    void blocksAreColumnsAndKindsAreRows() {
        Study study = SampleStudy.deep(3);
        BlockGrid grid =
                BlockGrid.of(study.blocks(), study.layers().stream().map(Layer::id).toList());
        assertEquals(List.of("0", "1", "2"), grid.blocks());
        assertEquals(List.of("q_proj", "o_proj", "up_proj", "down_proj"), grid.kinds());
        assertEquals(6, grid.layer(new Cell(2, 1)));
        assertEquals(Optional.of(new Cell(2, 1)), grid.cell(6));
        assertEquals(List.of(12), grid.outside(), "the head");
        assertEquals(Optional.empty(), grid.cell(12));
        assertEquals(Set.of(5, 6, 9, 10), grid.between(new Cell(2, 1), new Cell(1, 2)));
        assertEquals(12, grid.all().size());
        assertEquals(new Cell(3, 0), grid.nearest(9, -1));
    }

    @Test
    void kindsThatEndAlikeAreToldApart() {
        String[] names = new String[2 * 4];
        for (int i = 0; i < 2; i++) {
            String prefix = "encoder.layer." + i + ".";
            names[4 * i] = prefix + "attention.self.query";
            names[4 * i + 1] = prefix + "attention.output.dense";
            names[4 * i + 2] = prefix + "intermediate.dense";
            names[4 * i + 3] = prefix + "output.dense";
        }
        BlockGrid grid =
                grid(
                        block("encoder.layer.0", Arrays.copyOfRange(names, 0, 4)),
                        block("encoder.layer.1", Arrays.copyOfRange(names, 4, 8)));
        assertEquals(
                List.of("query", "attention.output.dense", "intermediate.dense", "output.dense"),
                grid.kinds());
    }

    @Test
    void aBlockMayLackAKind() {
        BlockGrid grid =
                grid(
                        block("h.0", "h.0.attn", "h.0.mlp"),
                        block("h.1", "h.1.attn", "h.1.gate", "h.1.up"));
        assertEquals(List.of("attn", "mlp", "gate", "up"), grid.kinds());
        assertEquals(-1, grid.layer(new Cell(1, 1)));
        assertEquals(Set.of(1), grid.between(new Cell(1, 0), new Cell(1, 1)));
    }

    @Test
    void blocksWithoutNamesNumberTheirLayers() {
        BlockGrid grid = grid(block("block.0", "MatMul_1", "MatMul_2"), block("block.1", "a", "b"));
        assertEquals(List.of("0", "1"), grid.blocks());
        assertEquals(List.of("layer 1", "layer 2"), grid.kinds());
        assertEquals(3, grid.layer(new Cell(1, 1)));
    }

    @Test
    void whatDoesNotRepeatHasNoGrid() {
        assertFalse(grid(block("conv1", "conv1", "conv2", "fc")).repeats());
        assertFalse(BlockGrid.of(List.of(), List.of()).repeats());
    }
}
