package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.LayerStatistics;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class OutlierRatioTest {
    @Test
    void scoresOfAllLayersAreComparedWithFiveTimesTheirCommonMean() {
        // scores: 1 x 8 in both layers but for one of 40 and, by the norm of its input, one of 10;
        // the mean is (14 + 40 + 10) / 16 = 4, five times it 20
        float[] first = {1, 1, 1, 1, 1, 40, 1, 1};
        float[] second = {1, 1, 1, 1, 1, 1, 1, 10};
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("a", Tensor.of(Shape.of(4, 2), first))
                        .node("MatMul", List.of("x", "a"), "h")
                        .weight("b", Tensor.of(Shape.of(2, 4), second))
                        .node("MatMul", List.of("h", "b"), "y")
                        .output("y", DType.FLOAT32, "batch", 4)
                        .build();
        List<Layer> layers = org.espalier.model.Layers.of(network);
        Map<LayerId, LayerStatistics> ones =
                Map.of(
                        layers.get(0).id(),
                        new LayerStatistics(1, new double[] {1, 1, 1, 1}, List.of()),
                        layers.get(1).id(),
                        new LayerStatistics(1, new double[] {1, 1}, List.of()));

        assertEquals(100.0 / 16, OutlierRatio.of(layers, network, ones));

        // with 40 times the norm, the other layer's scores are what stands out least
        Map<LayerId, LayerStatistics> louder =
                Map.of(
                        layers.get(0).id(),
                        new LayerStatistics(1, new double[] {1, 1, 1, 1}, List.of()),
                        layers.get(1).id(),
                        new LayerStatistics(1, new double[] {1, 6400}, List.of()));
        // scores of b: 1 1 1 1 and 80 80 80 800; mean (47 + 4 + 1040) / 16 = 68, bound 341
        assertEquals(100.0 / 16, OutlierRatio.of(layers, network, louder));
    }
}
