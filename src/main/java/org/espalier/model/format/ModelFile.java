package org.espalier.model.format;

import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.model.checkpoint.CheckpointWriter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Opens and writes models by their paths, in the format that a path means. */
public final class ModelFile {
    private static final String ONNX = ".onnx";
    private static final List<String> PARTS = List.of("config.json", ".safetensors", ".index.json");

    private ModelFile() {}

    /** Whether a path is a folder that is opened as one model. */
    public static boolean isCheckpoint(Path path) {
        return CheckpointReader.isCheckpoint(path);
    }

    /** Whether a network came from a folder, and is written as one. */
    public static boolean isFolder(Network network) {
        return CheckpointWriter.isFromFolder(network);
    }

    /** Names of files that models are opened by, as choosers of files filter them. */
    public static List<String> patterns() {
        return Stream.concat(Stream.of(ONNX), PARTS.stream())
                .map(end -> end.startsWith(".") ? "*" + end : end)
                .toList();
    }

    /**
     * What to open where the user names a path: the folder, if the path is a file of a checkpoint.
     */
    public static Path place(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        String name = path.toString();
        boolean part = PARTS.stream().anyMatch(name::endsWith) && Files.isRegularFile(path);
        return part && folder != null && isCheckpoint(folder) ? folder : path;
    }

    /** Whether a path names a model, by its name or by what is in the folder. */
    public static boolean isModel(Path path) {
        Path place = place(path);
        return place.toString().toLowerCase(Locale.ROOT).endsWith(ONNX) || isCheckpoint(place);
    }

    /**
     * Opens a model: a folder with a {@code config.json} as a Hugging Face checkpoint, anything
     * else as an ONNX file.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read or is not sound
     */
    public static Network read(Path path) {
        return isCheckpoint(path) ? CheckpointReader.read(path) : OnnxReader.read(path);
    }

    /**
     * Writes a model, whole or not at all: to a name that ends with {@code .onnx} as an ONNX file;
     * to any other as a checkpoint folder, if the model came from one.
     *
     * @throws org.espalier.base.UserFacingException if the disk is full, the place cannot be
     *     written or the format cannot hold the model
     */
    public static void write(Network network, Path path) {
        if (CheckpointWriter.isFromFolder(network) && !path.toString().endsWith(ONNX)) {
            CheckpointWriter.write(network, path);
        } else {
            OnnxWriter.write(network, path);
        }
    }

    /** A name that keeps a model in the format that it came in, changed as it may be. */
    public static String nameOf(Network network, String stem) {
        return CheckpointWriter.canWrite(network) ? stem : stem + ONNX;
    }
}
