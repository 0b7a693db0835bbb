package org.espalier.model.checkpoint;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFolder;
import org.espalier.model.Network;
import org.espalier.model.Weight;
import org.espalier.model.safetensors.TensorFolder;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Saves a network as the checkpoint folder that it was opened from: the same files, tensors and
 * types, with the network's weights. Untouched tensors keep their bytes. Blocks that the network
 * lost are gone, and those behind are numbered anew.
 *
 * <p>The folder's other files (tokenizer, generation settings) are copied; weights in other formats
 * are not, since they would be the old ones.
 */
public final class CheckpointWriter {
    private static final Pattern WEIGHTS =
            Pattern.compile(
                    ".*\\.(safetensors|bin|pt|pth|ckpt|h5|msgpack|ot|onnx|onnx_data|gguf)"
                            + "|.*\\.index\\.json");

    private CheckpointWriter() {}

    /** Whether a network came from a checkpoint folder. */
    public static boolean isFromFolder(Network network) {
        return network.carried() instanceof CheckpointSource;
    }

    /**
     * Whether a network came from a checkpoint folder and differs from it in weights and blocks
     * only.
     */
    public static boolean canWrite(Network network) {
        return network.carried() instanceof CheckpointSource source
                && network.nodes().equals(source.nodes());
    }

    /**
     * Writes the folder, whole or not at all.
     *
     * @throws UserFacingException if the network did not come from a checkpoint or computes
     *     something else by now than weights can say, or the place cannot be written
     */
    public static void write(Network network, Path folder) {
        if (!(network.carried() instanceof CheckpointSource source)
                || !network.nodes().equals(source.nodes())) {
            throw UserFacingException.badInput(
                    ("Could not write %s: the model's graph was changed, or did not come from a"
                         + " checkpoint folder, and such a folder holds only weights. Write it to a"
                         + " file that ends with .onnx.")
                            .formatted(folder));
        }
        Optional<BlockNumbering> numbering = source.numbering();
        TensorFolder same = source.tensors().with(tensors(network, source));
        TensorFolder tensors = numbering.map(by -> same.renamed(by::name)).orElse(same);
        WholeFolder.write(
                folder,
                aside -> {
                    copyOthers(source.folder(), aside);
                    if (numbering.isPresent()) {
                        Files.writeString(
                                aside.resolve(CheckpointReader.CONFIG), numbering.get().config());
                    }
                    tensors.write(aside);
                });
    }

    private static Map<String, Tensor> tensors(Network network, CheckpointSource source) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        source.tensors()
                .tensors()
                .forEach(
                        (name, old) -> {
                            String weight = source.copies().getOrDefault(name, name);
                            tensors.put(name, tensor(network.weights().get(weight), old));
                        });
        return tensors;
    }

    /** The weight in the file's type; the old tensor if the graph has no such weight. */
    private static Tensor tensor(@Nullable Weight weight, Tensor old) {
        return weight == null ? old : weight.tensor().cast(old.dtype());
    }

    private static void copyOthers(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(from)) {
            files = entries.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (!WEIGHTS.matcher(name).matches()) {
                Files.copy(file, to.resolve(name));
            }
        }
    }
}
