package org.espalier.model.checkpoint;

import org.espalier.base.UserFacingException;
import org.espalier.model.Graph;
import org.espalier.model.LanguageModel;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.safetensors.TensorFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Opens Hugging Face checkpoint folders: {@code config.json} beside safetensors.
 *
 * <p>The graph is made of ordinary ONNX operators. Batch and length are free: {@code input_ids} is
 * (batch, length), classifiers of texts also read {@code attention_mask} and, if they tell segments
 * apart, {@code token_type_ids}; {@code logits} is (batch, length, vocabulary) or (batch, classes).
 * Weights are views of the mapped files under their own names and in their own types; arithmetic is
 * in fp32.
 */
public final class CheckpointReader {
    /** Name of the file that says what a checkpoint's weights are for. */
    static final String CONFIG = "config.json";

    private static final long OPSET = 20;
    private static final long IR_VERSION = 9;

    private CheckpointReader() {}

    /** Whether a path is a folder that may hold a checkpoint. */
    public static boolean isCheckpoint(Path path) {
        return Files.isRegularFile(path.resolve(CONFIG));
    }

    /**
     * Opens a checkpoint.
     *
     * @throws UserFacingException if it is not whole or sound, or holds an architecture, or a
     *     variant of one, that is not understood; the message names the key or tensor
     */
    public static Network read(Path folder) {
        return read(folder, false);
    }

    /**
     * Opens a decoder as a graph that continues a text. It reads the tokens that come next, and as
     * inputs {@code past.0}, {@code past.1}, ... the keys and values of the tokens before, each
     * (batch, key heads, tokens so far, head width). It gives the {@code logits} of the last token
     * alone (batch, 1, vocabulary) and behind them, in the order of those inputs, all keys and
     * values, which are the inputs of the next run.
     *
     * @throws UserFacingException as {@link #read(Path)}, or if it is no decoder
     */
    public static Network readContinuing(Path folder) {
        Network network = read(folder, true);
        if (!LanguageModel.isOne(network)) {
            throw UserFacingException.badInput(
                    "%s is a classifier of texts and writes none. Choose a language model."
                            .formatted(folder));
        }
        return network;
    }

    private static Network read(Path folder, boolean continuing) {
        try {
            Config config = Config.read(folder.resolve(CONFIG));
            Architecture architecture = Architecture.of(config);
            TensorFolder files = TensorFolder.open(folder);
            CheckpointTensors tensors =
                    new CheckpointTensors(files.tensors(), architecture.prefix());
            Graph graph = architecture.write(new ModuleGraph(tensors, continuing));
            tensors.requireAllUsed();
            CheckpointSource source =
                    new CheckpointSource(
                            folder.toAbsolutePath(),
                            files,
                            tensors.copies(),
                            graph.nodes(),
                            List.of());
            return new Network(metadata(config), graph, source);
        } catch (UserFacingException e) {
            throw UserFacingException.badInput(
                    "Could not open %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Map<String, String> properties(Config config) {
        return Stream.of(ModelMetadata.LONGEST, "n_positions")
                .filter(config::has)
                .findFirst()
                .map(key -> Map.of(ModelMetadata.LONGEST, Integer.toString(config.count(key))))
                .orElse(Map.of());
    }

    private static ModelMetadata metadata(Config config) {
        return new ModelMetadata(
                IR_VERSION, Map.of("", OPSET), "espalier", "", "", 0, "", properties(config));
    }
}
