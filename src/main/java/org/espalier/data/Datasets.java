package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Opens data for a model, whatever its format, and takes parts of it.
 *
 * <p>A path names a file (IDX images, {@code .npz}, {@code .tsv}, {@code .csv}, {@code .jsonl}, and
 * running text as {@code .txt} or {@code .txt.gz}) or a folder (one IDX set, a folder per class of
 * images, or one such file). {@code #part} after it chooses one IDX set of several in the folder
 * ({@code samples/fashion-resnet14#t10k}), or a split of a table ({@code glosses.tsv#test}).
 */
public final class Datasets {
    private static final String ALGORITHM = "L64X128MixRandom";

    private Datasets() {}

    /**
     * Opens data; what it needs beside it (a tokenizer, preprocessing) is looked for in its folder.
     *
     * @throws UserFacingException if it cannot be read, or does not fit the model
     */
    public static Dataset open(Path data, Network network) {
        return open(data, network, data);
    }

    /**
     * Opens data; what it needs beside it is looked for in the model's folder, then in its own.
     *
     * @param model the model's file
     * @throws UserFacingException if it cannot be read, or does not fit the model
     */
    public static Dataset open(Path data, Network network, Path model) {
        return open(data, network, model, 0);
    }

    /**
     * Opens data, running text in windows.
     *
     * @param model the model's file
     * @param window tokens in a window of running text; 0 for the longest that the model reads,
     *     2,048 at most
     * @throws UserFacingException if it cannot be read, or does not fit the model
     */
    public static Dataset open(Path data, Network network, Path model, int window) {
        String file = data.getFileName() == null ? "" : data.getFileName().toString();
        int hash = Files.exists(data) ? -1 : file.lastIndexOf('#');
        Path place = hash < 0 ? data : data.resolveSibling(file.substring(0, hash));
        if (!Files.exists(place)) {
            throw UserFacingException.badInput(
                    "There is no file or folder %s. Check the path of the data.".formatted(place));
        }
        Opener opener = new Opener(network, List.of(folder(model), folder(place)), window);
        String part = hash < 0 ? "" : file.substring(hash + 1);
        return Files.isDirectory(place) ? opener.folder(place, part) : file(opener, place, part);
    }

    /** Whether a path names running text, which is cut into windows. */
    public static boolean isRunningText(Path data) {
        return Opener.isRunningText(data);
    }

    /** Tokens in a window of running text where nothing else is asked for; empty if unknown. */
    public static OptionalInt usualWindow(Network network) {
        return Opener.usualWindow(network);
    }

    /**
     * Draws samples without replacement.
     *
     * <p>The draw is a partial Fisher-Yates shuffle by {@code L64X128MixRandom}: the same seed
     * gives the same samples, in the same order, on every machine.
     *
     * @param samples how many; all, in their own order, if 0 or no fewer than there are
     */
    public static Dataset sample(Dataset data, int samples, long seed) {
        if (samples <= 0 || samples >= data.size()) {
            return data;
        }
        RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
        int[] order = new int[data.size()];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < samples; i++) {
            int j = i + (int) Math.unsignedMultiplyHigh(random.nextLong(), order.length - i);
            int drawn = order[j];
            order[j] = order[i];
            order[i] = drawn;
        }
        return new Selection(
                data,
                "%s, %d drawn with seed %d".formatted(data.name(), samples, seed),
                Arrays.copyOf(order, samples));
    }

    /** The first samples; all if there are no more. */
    public static Dataset limit(Dataset data, int samples) {
        if (samples >= data.size()) {
            return data;
        }
        int[] first = new int[samples];
        Arrays.setAll(first, i -> i);
        return new Selection(data, "%s, first %d".formatted(data.name(), samples), first);
    }

    /**
     * A part that the data itself names.
     *
     * @throws UserFacingException if there is none of that name; the message lists those there are
     */
    public static Dataset split(Dataset data, String split) {
        if (!data.splits().contains(split)) {
            throw UserFacingException.badInput(
                    "%s has no split \"%s\"; it has %s. Choose one of these."
                            .formatted(
                                    data.name(),
                                    split,
                                    data.splits().isEmpty()
                                            ? "none"
                                            : String.join(", ", data.splits())));
        }
        return new Selection(data, data.name() + " " + split, data.split(split));
    }

    private static Dataset file(Opener opener, Path file, String part) {
        Dataset whole = opener.file(file);
        return part.isEmpty() ? whole : split(whole, part);
    }

    private static Path folder(Path place) {
        Path absolute = place.toAbsolutePath();
        Path parent = absolute.getParent();
        return Files.isDirectory(absolute) || parent == null ? absolute : parent;
    }
}
