package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.espalier.analyze.Calibrator;
import org.espalier.analyze.StreamSizes;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.job.MemoryLimit;
import org.espalier.job.work.MemoryEstimate.Item;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.OnnxReader;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    void byBlockCountsTheLargestBlockAndItsGramMatricesOncePerInput() {
        Network llama = ModelFile.read(Path.of("src/test/resources/checkpoints/llama"));
        List<Block> blocks = Blocks.of(llama, new BlockChoice.Automatic()).subList(0, 2);
        StreamSizes sizes = new StreamSizes(1000, 1100, 900, 500, 3, 200);

        MemoryEstimate norms = MemoryEstimate.of(sizes, blocks, Kind.NORMS, layout -> 0);
        MemoryEstimate grams = MemoryEstimate.of(sizes, blocks, Kind.GRAM, layout -> 0);
        MemoryEstimate working =
                MemoryEstimate.of(sizes, blocks, Kind.GRAM, layout -> 10L * layout.columns());

        assertEquals(1700, norms.bytes());
        assertEquals("the largest block", names(norms).getFirst());
        Map<String, Long> inputs = new HashMap<>();
        blocks.getFirst().layers().forEach(layer -> inputs.put(layer.input(), 4L * square(layer)));
        assertEquals(4, inputs.size());
        long all = inputs.values().stream().mapToLong(Long::longValue).sum();
        assertEquals(1700 + all, grams.bytes());
        long widest =
                blocks.getFirst().layers().stream()
                        .mapToLong(l -> l.layout().columns())
                        .max()
                        .orElseThrow();
        assertEquals(900 + 250 + all + 10 * widest, working.bytes());
        assertEquals(grams, norms.or(grams));
        assertEquals(grams, grams.or(norms));
    }

    private static long square(Layer layer) {
        return (long) layer.layout().columns() * layer.layout().columns();
    }

    @Test
    void namesTheLargestItemInASentence() {
        String text = MemoryEstimate.of(network, List.of(seen(1 << 20)), Kind.GRAM, 1).text();

        assertEquals(
                "Memory: about 4.7 MiB beside the program itself; the largest item is the layers'"
                        + " inputs for a batch of 1 with 4.0 MiB.",
                text);
    }

    @Test
    void theInputsAreTakenInPartsBelowALimit() {
        MemoryEstimate estimate = MemoryEstimate.of(network, List.of(seen(1 << 20)), Kind.GRAM, 64);
        long rest = estimate.bytes() - (256L << 20);
        MemoryLimit limit = new MemoryLimit((512L << 20) + rest + (100L << 20));

        assertEquals(Calibrator.TAP_LIMIT, estimate.taps(MemoryLimit.NONE));
        assertEquals(estimate.text(), estimate.text(MemoryLimit.NONE));
        assertEquals(100L << 20, estimate.taps(limit));
        assertEquals(
                estimate.text()
                        + " The inputs are taken in parts, to stay below the memory limit of 613"
                        + " MiB.",
                estimate.text(limit));
    }

    @Test
    void withoutALimitWhatIsMoreThanAProcessMayHoldIsSaid() {
        MemoryEstimate estimate = gramsAndInputs(1L << 27);

        assertEquals(estimate.text(), estimate.text(MemoryLimit.NONE, 4L << 30));
        assertEquals(
                estimate.text()
                        + " This process may hold 3,072 MiB, which may not be enough. Set a memory"
                        + " limit in Settings, for a command ESPALIER_HEAP=4g, or prune less.",
                estimate.text(MemoryLimit.NONE, 3L << 30));
    }

    @Test
    void whatIsAboveTheLimitIsRefusedWithTheLargestItemAndARemedy() {
        MemoryEstimate estimate = gramsAndInputs(1L << 30);

        UserFacingException refused =
                assertThrows(
                        UserFacingException.class, () -> estimate.taps(new MemoryLimit(2L << 30)));
        assertEquals(
                "The job would take about 4,096 MiB beside the program itself; the memory limit of"
                        + " 2,048 MiB leaves 1,536 MiB. The largest item is the Gram matrices with"
                        + " 3,072 MiB. Raise the memory limit in Settings, or prune less.",
                refused.getMessage());
    }

    /** Three GiB of Gram matrices, and so many bytes that can be had in parts. */
    private static MemoryEstimate gramsAndInputs(long inputs) {
        return new MemoryEstimate(
                List.of(
                        new Item("the Gram matrices", 3L << 30, false, "prune less"),
                        new Item("the inputs", inputs, true, "")));
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
