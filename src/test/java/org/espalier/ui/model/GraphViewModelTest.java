package org.espalier.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.ModelSummary;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.espalier.report.graph.GraphBox;
import org.espalier.ui.Background;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

class GraphViewModelTest {
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final ModelViewModel model =
            new ModelViewModel(
                    new Background(later::add, Runnable::run),
                    path -> SampleStudy.small(),
                    Plans.none(),
                    new Texts());
    private final GraphViewModel graph = model.graph();

    private void open(String sample) {
        ask(sample);
        work();
    }

    private void ask(String sample) {
        Study base = SampleStudy.small();
        Network network = OnnxReader.read(Path.of("samples").resolve(sample));
        model.open(
                new Study(
                        base.file(),
                        network,
                        ModelSummary.of(network),
                        List.of(),
                        base.fileBytes(),
                        List.of(),
                        base.data()));
    }

    private void work() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private String selected() {
        GraphBox box = graph.selected().get();
        return box == null ? "" : box.label();
    }

    private void selectRow(String name) {
        model.selected()
                .set(
                        model.rows().shown().stream()
                                .filter(row -> row.name().equals(name))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void selectionIsSharedBothWays() {
        open("fashion-resnet14/fashion-resnet14.onnx");
        selectRow("stage2.0.shortcut.conv");
        assertEquals("shortcut.conv", selected());
        graph.move(GraphViewModel.Way.DOWN);
        assertEquals("add · relu", selected());
        assertEquals("stage2.0.shortcut.conv", name());
        graph.move(GraphViewModel.Way.UP);
        assertTrue(List.of("conv2", "shortcut.conv").contains(selected()));
        graph.move(GraphViewModel.Way.UP);
        graph.move(GraphViewModel.Way.DOWN);
        GraphBox box = graph.selected().get();
        assertNotNull(box);
        assertEquals(box.layers().getFirst().name(), name());
    }

    private String name() {
        LayerRow row = model.selected().get();
        return row == null ? "" : row.name();
    }

    @Test
    void unfoldsTheStackAndTheBlockAndFoldsThemAgain() {
        open("minilm-glosses/model/all-minilm-l6-v2.onnx");
        selectRow("encoder.layer.3.intermediate.dense");
        assertEquals("encoder.layer.0-5 ×6", selected());
        graph.unfold(box());
        work();
        assertEquals("encoder.layer.3", selected());
        assertEquals("encoder.layer.3.intermediate.dense", name());
        graph.unfold(box());
        work();
        assertEquals("intermediate.dense", selected());
        graph.fold(box());
        work();
        assertEquals("encoder.layer.3", selected());
        graph.toggleFolds();
        work();
        assertEquals("encoder.layer.0-5 ×6", selected());
    }

    private GraphBox box() {
        GraphBox box = graph.selected().get();
        assertNotNull(box);
        return box;
    }

    @Test
    void coloursByAnyMetric() {
        open("fashion-resnet14/fashion-resnet14.onnx");
        assertEquals(0, graph.figure().shares().values().stream().mapToDouble(v -> v).sum());
        graph.metric().set(LayerMetric.WEIGHTS);
        var shares = graph.figure().shares();
        assertEquals(16, shares.size());
        assertEquals(1, shares.getOrDefault("stage3.1.conv2/out", -1.0));
        assertEquals(144.0 / 36864, shares.getOrDefault("conv1/out", -1.0), 1e-9);
        assertTrue(graph.describe(box()).contains("weights 36.9 K"), graph.describe(box()));
    }

    @Test
    void anotherModelOpenedMeanwhileIsTheOneShown() {
        ask("minilm-glosses/model/all-minilm-l6-v2.onnx");
        ask("fashion-resnet14/fashion-resnet14.onnx");
        assertEquals(0, graph.layout().get().places().size());
        work();
        List<GraphBox> boxes = graph.layout().get().graph().boxes();
        assertTrue(boxes.stream().anyMatch(box -> box.label().equals("conv1")), boxes::toString);
        assertEquals(16, boxes.stream().filter(box -> !box.layers().isEmpty()).count());
    }

    @Test
    void anOutdatedLayoutIsNotShown() {
        open("minilm-glosses/model/all-minilm-l6-v2.onnx");
        var before = graph.layout().get();
        graph.toggleFolds();
        graph.toggleFolds();
        work();
        assertEquals(before.graph(), graph.layout().get().graph());
        assertEquals(36, graph.layout().get().graph().boxes().getLast().layers().size());
    }
}
