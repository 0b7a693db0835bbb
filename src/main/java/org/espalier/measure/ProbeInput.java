package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.model.Dim;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Made-up inputs on which a model's time and memory are measured.
 *
 * <p>The first axis is the batch. A free axis of an image is 224 long, any other 128 (tokens).
 * Floats are normal random numbers, token ids are drawn from the first hundred, masks are full,
 * other integers zero.
 */
public final class ProbeInput {
    private static final int TOKENS = 128;
    private static final int PIXELS = 224;
    private static final int IDS = 100;
    private static final int IMAGE_RANK = 4;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /**
     * Makes a batch.
     *
     * @throws UserFacingException if the model fixes another batch size, or does not say what an
     *     input looks like
     */
    public ProbeInput(Network network, int batch, long seed) {
        Random random = new Random(seed);
        for (ValueInfo input : network.inputs()) {
            DType dtype = input.dtype();
            List<Dim> dims = input.dims();
            if (dtype == null || dims == null) {
                throw UserFacingException.badInput(
                        ("The model does not state the type and axes of its input \"%s\", so no"
                                        + " input can be made up to time it. Export it with them.")
                                .formatted(input.name()));
            }
            Shape shape = shape(input.name(), dims, batch);
            tensors.put(input.name(), values(input.name(), dtype, shape, random));
        }
    }

    /** The tensors by input name. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** What was made up, in words, such as {@code random image (1 x 1 x 28 x 28)}. */
    public String description() {
        return tensors.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().shape())
                .collect(Collectors.joining(", ", "random ", ""));
    }

    private static Shape shape(String input, List<Dim> dims, int batch) {
        long[] sizes = new long[dims.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            int free = axis == 0 ? batch : sizes.length == IMAGE_RANK ? PIXELS : TOKENS;
            sizes[axis] = dims.get(axis) instanceof Dim.Fixed fixed ? fixed.size() : free;
        }
        if (sizes.length > 0 && sizes[0] != batch) {
            throw UserFacingException.badInput(
                    "The model is made for %d samples at once in \"%s\", not for %d. Choose --batch %d."
                            .formatted(sizes[0], input, batch, sizes[0]));
        }
        return Shape.of(sizes);
    }

    private static Tensor values(String input, DType dtype, Shape shape, Random random) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        boolean mask = dtype == DType.BOOL || input.contains("mask");
        for (long i = 0; i < tensor.count(); i++) {
            if (mask) {
                tensor.setDouble(i, 1);
            } else if (dtype.isFloat()) {
                tensor.setDouble(i, random.nextGaussian());
            } else if (input.endsWith("ids") && !input.contains("type")) {
                tensor.setDouble(i, random.nextInt(IDS));
            }
        }
        return tensor;
    }
}
