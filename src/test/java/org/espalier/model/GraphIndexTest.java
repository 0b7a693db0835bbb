package org.espalier.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import static java.util.Objects.requireNonNull;

import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class GraphIndexTest {
    private final Graph branch =
            Networks.builder()
                    .node("Mul", List.of("a", "outside"), "t")
                    .output("t", DType.FLOAT32)
                    .graph("then");
    private final Graph graph =
            Networks.builder()
                    .input("x", DType.FLOAT32, 1)
                    .node("Relu", List.of("x"), "a")
                    .node("Add", List.of("a", "a"), "b")
                    .node("If", List.of("x"), "c", "then_branch", branch)
                    .output("c", DType.FLOAT32)
                    .graph("g");
    private final GraphIndex index = new GraphIndex(graph);

    @Test
    void valuesKnowWhoComputesAndWhoReadsThem() {
        assertEquals("Relu", requireNonNull(index.producer("a")).op());
        assertNull(index.producer("x"));
        assertEquals(List.of("Add", "If"), index.consumers("a").stream().map(Node::op).toList());
        assertNull(index.onlyConsumer("a"));
        assertEquals(List.of(), index.consumers("c"));
    }

    @Test
    void aNodeReadsWhatItsSubGraphTakesFromAroundIt() {
        assertEquals(Set.of("x", "a", "outside"), GraphIndex.reads(graph.nodes().get(2)));
        assertEquals(Set.of("outside"), GraphIndex.captured(graph));
    }
}
