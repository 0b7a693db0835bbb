package org.espalier.job.work;

import org.espalier.base.Plurals;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.model.Weight;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How much memory a job's large items take, reckoned from the model before it starts.
 *
 * @param items from the largest to the smallest
 */
public record MemoryEstimate(List<Item> items) {
    /** Samples that run together while statistics are collected. */
    public static final int BATCH = 64;

    private static final double MIB = 1 << 20;

    /** One large thing that is in memory at the same time as the others. */
    public record Item(String name, long bytes) {}

    /**
     * Of running a network on batches.
     *
     * @param batch samples at a time
     * @param statistics what is collected of each of {@code layers} meanwhile
     */
    public static MemoryEstimate of(
            Network network, List<Layer> layers, Kind statistics, int batch) {
        Item weights =
                new Item(
                        "the weights",
                        network.weights().values().stream()
                                .map(Weight::tensor)
                                .mapToLong(tensor -> tensor.data().byteSize())
                                .sum());
        Item inputs =
                new Item(
                        "the layers' inputs for a batch of " + batch,
                        layers.stream().mapToLong(MemoryEstimate::inputElements).sum()
                                * batch
                                * Float.BYTES);
        Item grams =
                new Item(
                        "the Gram matrices of " + Plurals.of(layers.size(), "layer"),
                        statistics == Kind.GRAM
                                ? layers.stream().mapToLong(MemoryEstimate::gramBytes).sum()
                                : 0);
        return new MemoryEstimate(
                Stream.of(weights, inputs, grams)
                        .filter(item -> item.bytes() > 0)
                        .sorted(Comparator.comparingLong(Item::bytes).reversed())
                        .toList());
    }

    /** Of all items. */
    public long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }

    /** A sentence for the user. */
    public String text() {
        Item largest = items.getFirst();
        return String.format(
                Locale.ROOT,
                "Memory: about %.1f MiB beside the program itself; the largest item is %s with %.1f"
                        + " MiB.",
                bytes() / MIB,
                largest.name(),
                largest.bytes() / MIB);
    }

    /** Of one sample; a layer whose cost is not known counts as seeing one position. */
    private static long inputElements(Layer layer) {
        long positions = Math.max(1, layer.macs() / Math.max(1, layer.weightCount()));
        long stride = layer.stride().stream().reduce(1L, Math::multiplyExact);
        return layer.inChannels() * positions * stride;
    }

    private static long gramBytes(Layer layer) {
        long columns = layer.layout().columns();
        return columns * columns * layer.layout().groups() * Float.BYTES;
    }
}
