package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class MemoryEstimateTest {
    private final Network network =
            OnnxReader.read(Path.of("samples/fashion-resnet14/fashion-resnet14.onnx"));
    private final List<Layer> layers = Layers.of(network);

    @Test
    void countsWeightsInputsAndGramMatrices() {
        MemoryEstimate none = MemoryEstimate.of(network, layers, Kind.NONE, 0);
        MemoryEstimate one = MemoryEstimate.of(network, List.of(seen(784)), Kind.GRAM, 2);

        assertEquals(List.of("the weights"), names(none));
        long weights = none.bytes();
        assertEquals(weights + 2 * 28 * 28 * 4 + 9 * 9 * 4, one.bytes());
        assertEquals(
                List.of(
                        "the weights",
                        "the layers' inputs for a batch of 2",
                        "the Gram matrices of 1 layer"),
                names(one));
    }

    @Test
    void namesTheLargestItemInASentence() {
        String text = MemoryEstimate.of(network, List.of(seen(1 << 20)), Kind.GRAM, 1).text();

        assertEquals(
                "Memory: about 4.7 MiB beside the program itself; the largest item is the layers'"
                        + " inputs for a batch of 1 with 4.0 MiB.",
                text);
    }

    /** The first layer, a 3x3 convolution of one channel, seen at so many positions. */
    private Layer seen(long positions) {
        Layer l = layers.get(0);
        return new Layer(
                l.id(),
                l.node(),
                l.input(),
                l.output(),
                l.weight(),
                l.weightShape(),
                l.layout(),
                l.bias(),
                l.inChannels(),
                l.kernel(),
                l.stride(),
                positions * l.weightCount());
    }

    private static List<String> names(MemoryEstimate estimate) {
        return estimate.items().stream().map(MemoryEstimate.Item::name).toList();
    }
}
