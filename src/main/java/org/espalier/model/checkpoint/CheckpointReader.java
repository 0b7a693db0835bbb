package org.espalier.model.checkpoint;

import org.espalier.base.UserFacingException;
import org.espalier.model.Graph;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.safetensors.TensorFolder;

import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String CONFIG = "config.json";
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
        try {
            Config config = Config.read(folder.resolve(CONFIG));
            Architecture architecture = Architecture.of(config);
            return network(folder, architecture, TensorFolder.open(folder), properties(config));
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

    private static Network network(
            Path folder,
            Architecture architecture,
            TensorFolder files,
            Map<String, String> properties) {
        CheckpointTensors tensors = new CheckpointTensors(files.tensors(), architecture.prefix());
        Graph graph = architecture.write(new ModuleGraph(tensors));
        tensors.requireAllUsed();
        return new Network(
                new ModelMetadata(
                        IR_VERSION, Map.of("", OPSET), "espalier", "", "", 0, "", properties),
                graph,
                new CheckpointSource(
                        folder.toAbsolutePath(), files, tensors.copies(), graph.nodes()));
    }
}
