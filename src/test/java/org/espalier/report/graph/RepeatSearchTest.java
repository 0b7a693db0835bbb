package org.espalier.report.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class RepeatSearchTest {
    @Test
    void findsBlocksAndNamesThem() {
        BoxGraph graph = Boxes.residual(4);
        List<Repeat> repeats = RepeatSearch.in(graph);
        assertEquals(List.of(new Repeat(1, 3, 4)), repeats);
        BlockNames names = BlockNames.of(repeats.getFirst(), graph.boxes());
        assertEquals("stage.0-3 ×4", names.all());
        assertEquals(List.of("stage.0", "stage.1", "stage.2", "stage.3"), names.blocks());
    }

    @Test
    void twoOfAKindAreNoRepeat() {
        assertEquals(List.of(), RepeatSearch.in(Boxes.residual(2)));
    }
}
