package org.espalier.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.junit.jupiter.api.Test;

import java.util.List;

class LayersTest {
    @Test
    void theBiasNamesALayerWhoseNodeAndWeightAreAnonymous() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("onnx::MatMul_7", Networks.random(1, 4, 3))
                        .weight("head.query.bias", Networks.random(2, 3))
                        .named("MatMul_12", "MatMul", List.of("x", "onnx::MatMul_7"), List.of("5"))
                        .node("Add", List.of("5", "head.query.bias"), "y")
                        .output("y", DType.FLOAT32, "batch", 3)
                        .build();
        assertEquals(List.of("head.query"), names(network));
    }

    @Test
    void namelessLayersAreNumberedAndSharedWeightsGetDistinctNames() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("7", Networks.random(1, 4, 4))
                        .weight("shared.weight", Networks.random(2, 4, 4))
                        .node("MatMul", List.of("x", "7"), "1")
                        .node("MatMul", List.of("1", "shared.weight"), "2")
                        .node("MatMul", List.of("2", "shared.weight"), "3")
                        .output("3", DType.FLOAT32, "batch", 4)
                        .build();
        assertEquals(List.of("matmul_1", "shared", "matmul_3"), names(network));
    }

    @Test
    void aWeightIsFoundBehindTransposeCastAndIdentity() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .constant("fc.weight", Networks.random(1, 3, 4).cast(DType.FLOAT16))
                        .node("Cast", List.of("fc.weight"), "w32", "to", 1)
                        .node("Transpose", List.of("w32"), "wT", "perm", new int[] {1, 0})
                        .node("Identity", List.of("wT"), "w")
                        .node("MatMul", List.of("x", "w"), "y")
                        .output("y", DType.FLOAT32, "batch", 3)
                        .build();
        Layer layer = Layers.of(network).get(0);
        assertEquals("fc", layer.id().name());
        assertEquals("fc.weight", layer.weight());
        assertEquals(new MatrixLayout(3, 4, 4, 1, 1), layer.layout());
    }

    @Test
    void gemmIsReadInEitherLayout() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("a.weight", Networks.random(1, 4, 3))
                        .weight("b.weight", Networks.random(2, 5, 3))
                        .node("Gemm", List.of("x", "a.weight"), "h")
                        .node("Gemm", List.of("h", "b.weight"), "y", "transB", 1)
                        .output("y", DType.FLOAT32, "batch", 5)
                        .build();
        List<Layer> layers = Layers.of(network);
        assertEquals(new MatrixLayout(3, 4, 1, 3, 1), layers.get(0).layout());
        assertEquals(new MatrixLayout(5, 3, 3, 1, 1), layers.get(1).layout());
        assertNull(layers.get(0).bias());
    }

    @Test
    void aGroupedConvolutionCountsTheChannelsOfTheWholeLayer() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 8, 5, 5)
                        .weight("dw.weight", Networks.random(1, 8, 2, 3, 3))
                        .node("Conv", List.of("x", "dw.weight"), "y", "group", 4)
                        .output("y", DType.FLOAT32, "batch", 8, 3, 3)
                        .build();
        Layer layer = Layers.of(network).get(0);
        assertEquals(new MatrixLayout(8, 18, 18, 1, 4), layer.layout());
        assertEquals(8, layer.inChannels());
        assertEquals(72, layer.layout().inputFeatures());
    }

    @Test
    void computedIntegerAndStackedOperandsAreNoLayers() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("stack", Networks.random(1, 2, 4, 4))
                        .ints("i", 1, 2, 3, 4)
                        .node("MatMul", List.of("x", "x"), "a")
                        .node("MatMul", List.of("x", "stack"), "b")
                        .node("MatMul", List.of("x", "i"), "c")
                        .output("a", DType.FLOAT32)
                        .output("b", DType.FLOAT32)
                        .output("c", DType.FLOAT32)
                        .build();
        assertEquals(List.of(), Layers.of(network));
        assertEquals(Shape.of(2, 4, 4), network.weight("stack").shape());
    }

    private static List<String> names(Network network) {
        return Layers.of(network).stream().map(layer -> layer.id().name()).toList();
    }
}
