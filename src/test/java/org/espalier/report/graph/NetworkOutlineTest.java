package org.espalier.report.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The samples as boxes. */
class NetworkOutlineTest {
    private static final Path SAMPLES = Path.of("samples");

    private static Network network(String file) {
        return OnnxReader.read(SAMPLES.resolve(file));
    }

    private static FoldedGraph graph(String file) {
        Network network = network(file);
        return FoldedGraph.of(network, Layers.of(network));
    }

    private static List<String> labels(BoxGraph graph) {
        return graph.boxes().stream().map(GraphBox::label).toList();
    }

    @Test
    void residualNetworkReadsAsItsBlocks() {
        BoxGraph graph = graph("fashion-resnet14/fashion-resnet14.onnx").showing(Set.of());
        assertEquals(
                List.of("image", "conv1", "relu", "conv1", "conv2", "add · relu"),
                labels(graph).subList(0, 6));
        assertEquals("pool · fc", labels(graph).getLast());
        assertEquals(24, graph.boxes().size());
        assertTrue(graph.links().contains(new BoxGraph.Link(2, 5)), "the bridge over a block");
        assertTrue(graph.links().stream().allMatch(link -> link.from() < link.to()));
    }

    @Test
    void transformerLayersFoldIntoOneBoxAndUnfoldInTwoSteps() {
        FoldedGraph graph = graph("minilm-glosses/model/all-minilm-l6-v2.onnx");
        BoxGraph folded = graph.showing(Set.of());
        assertEquals(
                List.of(
                        "input_ids",
                        "attention_mask",
                        "token_type_ids",
                        "sub · mul",
                        "lookup",
                        "lookup",
                        "add · norm",
                        "encoder.layer.0-5 ×6"),
                labels(folded));
        GraphBox stack = folded.boxes().getLast();
        assertEquals(36, stack.layers().size());

        BoxGraph blocks = graph.showing(Set.of(stack.id()));
        assertEquals(13, blocks.boxes().size());
        GraphBox first = blocks.boxes().get(7);
        assertEquals("encoder.layer.0", first.label());
        assertEquals(stack.id(), graph.outer(first.id()));

        BoxGraph inside = graph.showing(Set.of(stack.id(), first.id()));
        assertEquals(
                List.of("query", "key", "value", "matmul · div", "add · softmax", "matmul"),
                labels(inside).subList(7, 13));
        assertEquals(first.id(), graph.outer(inside.boxes().get(7).id()));
    }
}
