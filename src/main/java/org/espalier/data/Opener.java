package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.LanguageModel;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.tensor.DType;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what data are and opens them.
 *
 * @param beside folders where a tokenizer or a statement of preprocessing may lie
 * @param window tokens in a window of running text, or most tokens of a question; 0 for the longest
 *     that the model reads
 */
record Opener(Network network, List<Path> beside, int window) {
    private static final List<String> RUNNING_TEXT = List.of(".txt", ".txt.gz");
    private static final int MOST_TOKENS = 2048;
    private static final String IMAGES = "-images";
    private static final String QUESTIONS = ".jsonl";
    private static final List<String> TABLES = List.of(".tsv", ".csv", QUESTIONS);

    /** Opens a file by its name's end. */
    Dataset file(Path file) {
        String name = lowerName(file);
        if (name.endsWith(".npz")) {
            return ArrayDataset.open(file, network);
        }
        if (name.endsWith(QUESTIONS) && LanguageModel.isOne(network)) {
            return new QuestionDataset(file, tokenizer(file), network, longest());
        }
        if (TABLES.stream().anyMatch(name::endsWith)) {
            return new TextDataset(
                    file.getFileName().toString(), TextTable.read(file), tokenizer(file), network);
        }
        if (isRunningText(file)) {
            return new TokenWindows(file, tokenizer(file), network, tokens());
        }
        if (isIdx(file)) {
            return idx(file);
        }
        throw UserFacingException.badInput(
                "%s is of no format that is read as data. Give IDX images, an .npz, .tsv, .csv,"
                                .formatted(file)
                        + " .jsonl or .txt file, or a folder with a folder of images per class.");
    }

    /**
     * Opens what a folder holds.
     *
     * @param part name of the IDX set, or of a split; empty for the only one, or all
     */
    Dataset folder(Path folder, String part) {
        List<Path> sets = ImageFolder.children(folder).filter(Opener::isIdxImages).toList();
        if (!sets.isEmpty()) {
            return idx(choose(sets, folder, part));
        }
        List<Path> files = ImageFolder.children(folder).filter(Opener::isData).toList();
        if (files.size() == 1) {
            Dataset whole = file(files.get(0));
            return part.isEmpty() ? whole : Datasets.split(whole, part);
        }
        if (files.isEmpty() && ImageFolder.looksLikeOne(folder)) {
            return images(folder);
        }
        throw UserFacingException.badInput(
                "%s holds %s. Name one data file, or a folder with a folder of images per class."
                        .formatted(folder, files.isEmpty() ? "no data" : names(files)));
    }

    private Dataset images(Path folder) {
        ImageInput input = ImageInput.of(network);
        ImageFolder images = ImageFolder.open(folder, input);
        Labels labels = Labels.ofNames(images.labels(), network);
        return new ImageDataset(
                folder.getFileName().toString(), images, labels, input, preprocessing(input));
    }

    private Dataset idx(Path images) {
        ImageInput input = ImageInput.of(network);
        Idx pixels = Idx.read(images);
        return new ImageDataset(
                setName(images),
                new IdxImages(pixels),
                labels(images, pixels.samples()),
                input,
                preprocessing(input));
    }

    private Labels labels(Path images, int samples) {
        String name = images.getFileName().toString();
        String stem = name.replace("images", "labels").replace("idx3", "idx1");
        String other = stem.endsWith(".gz") ? stem.substring(0, stem.length() - 3) : stem + ".gz";
        Optional<Path> file =
                Stream.of(stem, other)
                        .filter(candidate -> !candidate.equals(name))
                        .map(images::resolveSibling)
                        .filter(Files::isRegularFile)
                        .findFirst();
        return file.map(path -> labels(path, images, samples)).orElse(Labels.NONE);
    }

    private Labels labels(Path file, Path images, int samples) {
        Idx labels = Idx.read(file);
        if (labels.data().byteSize() != samples) {
            throw UserFacingException.badInput(
                    "%s holds %d labels, but %s holds %d images. Give a pair that belongs together."
                            .formatted(file, labels.data().byteSize(), images, samples));
        }
        byte[] bytes = labels.data().toArray(ValueLayout.JAVA_BYTE);
        int[] indices = new int[bytes.length];
        Arrays.setAll(indices, i -> bytes[i] & 0xff);
        return Labels.ofIndices(indices, network, file.toString());
    }

    private @Nullable Preprocessing preprocessing(ImageInput input) {
        Optional<Preprocessing> stated =
                Preprocessing.of(network.metadata().properties())
                        .or(
                                () ->
                                        beside.stream()
                                                .map(Preprocessing::beside)
                                                .flatMap(Optional::stream)
                                                .findFirst());
        if (stated.isEmpty() && input.dtype() != DType.UINT8) {
            throw UserFacingException.badInput(
                    "The model does not say how pixels are to be scaled. State it in a %s beside the"
                                    .formatted(Preprocessing.SIDECAR)
                            + " model: {\"rescale_factor\": 0.00392, \"image_mean\": [0.5],"
                            + " \"image_std\": [0.5]}.");
        }
        return stated.orElse(null);
    }

    /** Tokens that the model reads at once; a common number if it does not say. */
    private int longest() {
        String stated = network.metadata().properties().get(ModelMetadata.LONGEST);
        int longest = stated == null ? MOST_TOKENS : Integer.parseInt(stated);
        return window == 0 ? longest : Math.min(window, longest);
    }

    private int tokens() {
        return window > 0
                ? window
                : usualWindow(network)
                        .orElseThrow(
                                () ->
                                        UserFacingException.badInput(
                                                "The model does not say how long its texts may be."
                                                        + " State the tokens in a window: --window"
                                                        + " 512."));
    }

    /** As many tokens as the model reads, but no more than is common; empty if it does not say. */
    static OptionalInt usualWindow(Network network) {
        String longest = network.metadata().properties().get(ModelMetadata.LONGEST);
        return longest == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.min(MOST_TOKENS, Integer.parseInt(longest)));
    }

    static boolean isRunningText(Path file) {
        return RUNNING_TEXT.stream().anyMatch(lowerName(file)::endsWith);
    }

    /** The tokenizer for texts that lie somewhere. */
    Path tokenizer(Path data) {
        List<Path> found =
                beside.stream()
                        .flatMap(ImageFolder::children)
                        .filter(file -> lowerName(file).endsWith("tokenizer.json"))
                        .distinct()
                        .toList();
        if (found.isEmpty()) {
            throw UserFacingException.badInput(
                    "%s holds texts, which need the model's tokenizer. Put its tokenizer.json beside the model."
                            .formatted(data));
        }
        return found.get(0);
    }

    private static Path choose(List<Path> sets, Path folder, String part) {
        List<Path> chosen =
                sets.stream().filter(set -> part.isEmpty() || setName(set).equals(part)).toList();
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        throw UserFacingException.badInput(
                "%s holds the sets %s. Choose one: %s#%s."
                        .formatted(
                                folder,
                                sets.stream()
                                        .map(Opener::setName)
                                        .collect(Collectors.joining(", ")),
                                folder,
                                setName(sets.get(0))));
    }

    private static boolean isData(Path file) {
        String name = lowerName(file);
        return name.endsWith(".npz") || TABLES.stream().anyMatch(name::endsWith);
    }

    private static boolean isIdx(Path file) {
        return lowerName(file).contains("idx") || lowerName(file).contains("ubyte");
    }

    private static boolean isIdxImages(Path file) {
        return isIdx(file) && lowerName(file).contains(IMAGES);
    }

    private static String setName(Path images) {
        String name = images.getFileName().toString();
        int end = name.indexOf(IMAGES);
        return end > 0 ? name.substring(0, end) : name;
    }

    private static String names(List<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
    }

    private static String lowerName(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
