package org.espalier.job.work;

import org.espalier.analyze.Calibrator;
import org.espalier.analyze.StreamSizes;
import org.espalier.base.Plurals;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.job.MemoryLimit;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Network;
import org.espalier.model.Weight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
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
    private static final String SMALLER = "use a smaller model";
    private static final String FEWER = "use fewer or shorter samples";
    private static final String NO_GRAMS = "use methods that need no Gram matrices";

    /** Less room for the layers' inputs would mean hundreds of passes over the data. */
    private static final long LEAST_TAPS = 16L << 20;

    /**
     * One large thing that is in memory at the same time as the others.
     *
     * @param inParts whether it can be had in parts, one after the other
     * @param remedy what makes it smaller
     */
    public record Item(String name, long bytes, boolean inParts, String remedy) {}

    /**
     * Of running a network on batches.
     *
     * @param batch samples at a time
     * @param statistics what is collected of each of {@code layers} meanwhile
     */
    public static MemoryEstimate of(
            Network network, List<Layer> layers, Kind statistics, int batch) {
        long weights =
                network.weights().values().stream()
                        .map(Weight::tensor)
                        .mapToLong(tensor -> tensor.data().byteSize())
                        .sum();
        long inputs =
                layers.stream().mapToLong(MemoryEstimate::inputElements).sum()
                        * batch
                        * Float.BYTES;
        long grams =
                statistics == Kind.GRAM
                        ? layers.stream().mapToLong(MemoryEstimate::gramBytes).sum()
                        : 0;
        return of(
                new Item("the weights", weights, false, SMALLER),
                new Item(
                        "the layers' inputs for a batch of " + batch,
                        Math.min(inputs, Calibrator.TAP_LIMIT),
                        true,
                        ""),
                new Item(
                        "the Gram matrices of " + Plurals.of(layers.size(), "layer"),
                        grams,
                        false,
                        NO_GRAMS));
    }

    /**
     * Of passing a network block by block: while one is opened, while data run through it, or while
     * it is changed, whichever takes most. The model's file is mapped and does not count.
     *
     * @param statistics what is collected of each layer
     * @param working bytes that a method takes beside that while it changes a layer
     */
    public static MemoryEstimate of(
            StreamSizes sizes,
            List<Block> blocks,
            Kind statistics,
            ToLongFunction<MatrixLayout> working) {
        Item grams =
                new Item(
                        "the Gram matrices of a block",
                        statistics == Kind.GRAM
                                ? blocks.stream()
                                        .mapToLong(MemoryEstimate::gramBytes)
                                        .max()
                                        .orElse(0)
                                : 0,
                        false,
                        NO_GRAMS);
        Item values =
                new Item("what the data are between two blocks", sizes.values(), false, FEWER);
        MemoryEstimate opening =
                of(
                        grams,
                        values,
                        new Item(
                                "the largest block while it is opened",
                                sizes.opening(),
                                false,
                                SMALLER));
        MemoryEstimate running =
                of(
                        grams,
                        values,
                        new Item("the largest block", sizes.block(), false, SMALLER),
                        new Item(
                                "what runs in a block for a batch of " + sizes.batch(),
                                sizes.running(),
                                true,
                                ""));
        MemoryEstimate changing =
                of(
                        grams,
                        new Item("the largest block, changed", sizes.changed(), false, SMALLER),
                        new Item(
                                "what the data are before a block",
                                sizes.values() / 2,
                                false,
                                FEWER),
                        new Item(
                                "what the method works on",
                                most(blocks, layer -> working.applyAsLong(layer.layout())),
                                false,
                                "use another method"));
        return running.or(opening).or(changing);
    }

    private static long most(List<Block> blocks, ToLongFunction<Layer> bytes) {
        return blocks.stream()
                .flatMap(block -> block.layers().stream())
                .mapToLong(bytes)
                .max()
                .orElse(0);
    }

    private static MemoryEstimate of(Item... items) {
        return new MemoryEstimate(
                Stream.of(items)
                        .filter(item -> item.bytes() > 0)
                        .sorted(Comparator.comparingLong(Item::bytes).reversed())
                        .toList());
    }

    /** The larger of two that do not happen at once. */
    public MemoryEstimate or(MemoryEstimate other) {
        return other.bytes() > bytes() ? other : this;
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

    /** Sentences for the user, who has set this limit. */
    String text(MemoryLimit limit) {
        return text(limit, MemoryLimit.besideHeap());
    }

    /** The same in a process that may hold so many bytes beside its heap. */
    String text(MemoryLimit limit, long besideHeap) {
        if (limit.none() && bytes() > besideHeap) {
            return text()
                    + (" This process may hold %s, which may not be enough. Set a memory limit in"
                                    + " Settings, for a command ESPALIER_HEAP=%dg, or %s.")
                            .formatted(mib(besideHeap), gib(bytes()), largest().remedy());
        }
        return inParts() > taps(limit)
                ? text()
                        + " The inputs are taken in parts, to stay below the memory limit of %s."
                                .formatted(mib(limit.bytes()))
                : text();
    }

    /**
     * How many bytes of the layers' inputs may be held at once.
     *
     * @throws UserFacingException naming the largest item and what to do, if the rest leaves no
     *     room for them
     */
    long taps(MemoryLimit limit) {
        long room = limit.besideProgram() - (bytes() - inParts());
        if (room < Math.min(LEAST_TAPS, inParts())) {
            throw above(limit);
        }
        return Math.min(Calibrator.TAP_LIMIT, room);
    }

    private UserFacingException above(MemoryLimit limit) {
        Item largest = largest();
        return UserFacingException.badInput(
                ("The job would take about %s beside the program itself; the memory limit of %s"
                                + " leaves %s. The largest item is %s with %s. Raise the memory"
                                + " limit in Settings, or %s.")
                        .formatted(
                                mib(bytes()),
                                mib(limit.bytes()),
                                mib(limit.besideProgram()),
                                largest.name(),
                                mib(largest.bytes()),
                                largest.remedy()));
    }

    private Item largest() {
        return items.stream()
                .filter(item -> !item.inParts())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("what is in parts fits"));
    }

    private long inParts() {
        return items.stream().filter(Item::inParts).mapToLong(Item::bytes).sum();
    }

    /** Whole GiB that are enough. */
    private static long gib(long bytes) {
        return (bytes >> 30) + 1;
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MiB", bytes / MIB);
    }

    /** Of one sample; a layer whose cost is not known counts as seeing one position. */
    private static long inputElements(Layer layer) {
        long positions = Math.max(1, layer.macs() / Math.max(1, layer.weightCount()));
        long stride = layer.stride().stream().reduce(1L, Math::multiplyExact);
        return layer.inChannels() * positions * stride;
    }

    /** Layers that share an input share its matrix. */
    private static long gramBytes(Block block) {
        Map<String, Long> byInput = new HashMap<>();
        block.layers().forEach(layer -> byInput.put(layer.input(), gramBytes(layer)));
        return byInput.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long gramBytes(Layer layer) {
        long columns = layer.layout().columns();
        return columns * columns * layer.layout().groups() * Float.BYTES;
    }
}
