package org.espalier.model.checkpoint;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a checkpoint's tensors by the names that current releases of {@code transformers} give
 * them, also where the file has an older name: without the base model's prefix, or with {@code
 * gamma} and {@code beta} for a norm's weight and bias.
 */
final class CheckpointTensors {
    private final Map<String, Tensor> tensors;
    private final String prefix;
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> copies = new HashMap<>();

    /**
     * Looks among these tensors.
     *
     * @param prefix the base model's, such as {@code transformer.}, which a file may leave out
     */
    CheckpointTensors(Map<String, Tensor> tensors, String prefix) {
        this.tensors = tensors;
        this.prefix = prefix;
    }

    /** The tensor of a name in the file. */
    Tensor get(String found) {
        Tensor tensor = tensors.get(found);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + found);
        }
        return tensor;
    }

    /**
     * The size of a tensor's first axis, for what the file alone says.
     *
     * @throws UserFacingException if it is missing
     */
    long rows(String name) {
        Shape shape = get(present(name)).shape();
        return shape.rank() == 0 ? 1 : shape.dim(0);
    }

    /**
     * The name in the file of a tensor, whose shape and type are checked.
     *
     * @throws UserFacingException if it is missing or the configuration says another shape
     */
    String require(String name, long... dims) {
        String found = present(name);
        Tensor tensor = get(found);
        if (!tensor.shape().equals(Shape.of(dims))) {
            throw UserFacingException.badInput(
                    ("The tensor \"%s\" has the shape %s, but its config.json says %s. Correct"
                                    + " config.json, or download the checkpoint again.")
                            .formatted(found, tensor.shape(), Shape.of(dims)));
        }
        if (!tensor.dtype().isFloat()) {
            throw UserFacingException.badInput(
                    ("The tensor \"%s\" has the type %s. Checkpoints in fp32, fp16 and bf16 are"
                                    + " opened: save it in one of these.")
                            .formatted(found, tensor.dtype()));
        }
        used.add(found);
        return found;
    }

    private String present(String name) {
        String found = find(name);
        if (found == null) {
            throw UserFacingException.badInput(
                    ("The tensor \"%s\", which its config.json calls for, is not there. Download"
                                    + " the whole checkpoint, or correct config.json.")
                            .formatted(name));
        }
        return found;
    }

    private @Nullable String find(String name) {
        return Stream.of(name, older(name))
                .flatMap(n -> Stream.of(n, shortened(n)))
                .filter(tensors::containsKey)
                .findFirst()
                .orElse(null);
    }

    private String shortened(String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static String older(String name) {
        return name.replaceFirst("LayerNorm\\.weight$", "LayerNorm.gamma")
                .replaceFirst("LayerNorm\\.bias$", "LayerNorm.beta");
    }

    /**
     * Notes that a tensor, if the file has it, repeats another, as older releases saved tied
     * weights.
     *
     * @throws UserFacingException if it differs from the other
     */
    void requireCopy(String name, String of) {
        String found = find(name);
        if (found == null) {
            return;
        }
        if (!get(found).sameBits(get(of))) {
            throw UserFacingException.badInput(
                    ("The tensors \"%s\" and \"%s\" differ, but tie_word_embeddings in config.json"
                                    + " says that they are one. Set it to false if they are not.")
                            .formatted(found, of));
        }
        used.add(found);
        copies.put(found, of);
    }

    /** Tensors that repeat another, by name, with the name of the other. */
    Map<String, String> copies() {
        return Map.copyOf(copies);
    }

    /**
     * Checks that the file holds nothing that the graph does not use, mask buffers and positions of
     * older releases aside.
     *
     * @throws UserFacingException that names the first such tensor
     */
    void requireAllUsed() {
        List<String> left =
                tensors.keySet().stream()
                        .filter(name -> !used.contains(name) && !isBuffer(name))
                        .toList();
        if (!left.isEmpty()) {
            throw UserFacingException.badInput(
                    ("The tensor \"%s\" (%d in all) has no place in the architecture that"
                         + " config.json names. The model would compute something else without it,"
                         + " so it is not opened. Export it to ONNX instead.")
                            .formatted(left.get(0), left.size()));
        }
    }

    /** RoBERTa's older files also keep a pooler, which its classifier does not read. */
    private static boolean isBuffer(String name) {
        return name.matches(
                "(.*\\.)?(attn|attention)\\.(bias|masked_bias)|(.*\\.)?rotary_emb\\.inv_freq"
                    + "|(.*\\.)?position_ids|(.*\\.)?token_type_ids|(.*\\.)?pooler\\.dense\\..*");
    }
}
