package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Network;
import org.espalier.model.ShapeInference;
import org.espalier.tensor.Shape;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SampleLayersTest {
    @Test
    void theConvolutionalSampleHasItsSixteenLayers() {
        assertEquals(
                List.of(
                        "conv1",
                        "stage1.0.conv1",
                        "stage1.0.conv2",
                        "stage1.1.conv1",
                        "stage1.1.conv2",
                        "stage2.0.conv1",
                        "stage2.0.conv2",
                        "stage2.0.shortcut.conv",
                        "stage2.1.conv1",
                        "stage2.1.conv2",
                        "stage3.0.conv1",
                        "stage3.0.conv2",
                        "stage3.0.shortcut.conv",
                        "stage3.1.conv1",
                        "stage3.1.conv2",
                        "fc"),
                names(Samples.cnn()));
    }

    @Test
    void aConvolutionIsFlattenedToOutByInTimesKernel() {
        Layer layer = Layers.of(Samples.cnn()).get(5);
        assertEquals("stage2.0.conv1", layer.id().name());
        assertEquals(new MatrixLayout(32, 144, 144, 1, 1), layer.layout());
        assertEquals(16, layer.inChannels());
        assertEquals("Conv 3×3 /2", layer.kind());
        assertEquals("stage1.1.relu2/out", layer.input());
    }

    @Test
    void gemmKnowsItsBias() {
        Layer layer = Layers.of(Samples.cnn()).get(15);
        assertEquals(new MatrixLayout(10, 64, 64, 1, 1), layer.layout());
        assertEquals("fc.bias", layer.bias());
        assertEquals("Gemm", layer.kind());
    }

    @Test
    void theEncodersAnonymousMatricesAreNamedAfterTheirModules() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String block = "encoder.layer." + i + ".";
            expected.add(block + "attention.self.query");
            expected.add(block + "attention.self.key");
            expected.add(block + "attention.self.value");
            expected.add(block + "attention.output.dense");
            expected.add(block + "intermediate.dense");
            expected.add(block + "output.dense");
        }
        assertEquals(expected, names(Samples.miniLm()));
    }

    @Test
    void aMatMulIsReadAcrossItsStorageAndHasTheAddedBias() {
        Layer layer = Layers.of(Samples.miniLm()).get(4);
        assertEquals(new MatrixLayout(1536, 384, 1, 1536, 1), layer.layout());
        assertEquals("encoder.layer.0.intermediate.dense.bias", layer.bias());
    }

    @Test
    void shapesOfTheEncoderFollowFromTheSizesOfItsFreeAxes() {
        Map<String, Long> sizes = Map.of("batch_size", 2L, "sequence_length", 7L);
        ShapeInference shapes = ShapeInference.of(Samples.miniLm(), sizes);
        assertEquals(Optional.of(Shape.of(2, 7, 384)), shapes.shape("last_hidden_state"));
        String attention = "/encoder/layer.5/attention/self/";
        assertEquals(
                Optional.of(Shape.of(2, 12, 7, 7)), shapes.shape(attention + "Softmax_output_0"));
        assertEquals(
                Optional.of(Shape.of(2, 7, 12, 32)), shapes.shape(attention + "Reshape_output_0"));
    }

    @Test
    void shapesOfTheClassifierFollowFromTheBatch() {
        ShapeInference shapes = ShapeInference.of(Samples.cnn(), Map.of("batch", 3L));
        assertEquals(Optional.of(Shape.of(3, 16, 28, 28)), shapes.shape("conv1/out"));
        assertEquals(Optional.of(Shape.of(3, 32, 14, 14)), shapes.shape("stage2.0.add/out"));
        assertEquals(Optional.of(Shape.of(3, 64)), shapes.shape("flatten/out"));
        assertEquals(Optional.of(Shape.of(3, 10)), shapes.shape("logits"));
    }

    private static List<String> names(Network network) {
        return Layers.of(network).stream().map(layer -> layer.id().name()).toList();
    }
}
