package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays named after the model's inputs, first axis = samples, and optionally {@code label} with a
 * class index per sample. They are fed as they are, without preprocessing.
 */
final class ArrayDataset implements Dataset {
    private static final String LABEL = "label";

    private final String name;
    private final Map<String, Tensor> inputs;
    private final Labels labels;
    private @Nullable String fingerprint;

    private ArrayDataset(String name, Map<String, Tensor> inputs, Labels labels) {
        this.name = name;
        this.inputs = inputs;
        this.labels = labels;
    }

    /**
     * Reads an {@code .npz} file.
     *
     * @throws UserFacingException if an input is missing, or types or numbers of samples disagree
     */
    static ArrayDataset open(Path file, Network network) {
        Npz npz = Npz.read(file);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (ValueInfo input : network.inputs()) {
            inputs.put(input.name(), typed(npz.array(input.name()), input, file));
        }
        int samples = samples(inputs, file);
        Labels labels =
                npz.arrays().containsKey(LABEL)
                        ? Labels.ofIndices(
                                labels(npz.array(LABEL), samples, file), network, file.toString())
                        : Labels.NONE;
        return new ArrayDataset(file.getFileName().toString(), inputs, labels);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return inputs.values().iterator().next().shape().intDim(0);
    }

    @Override
    public List<String> classes() {
        return labels.classes();
    }

    @Override
    public synchronized String fingerprint() {
        if (fingerprint == null) {
            Fingerprint sum = new Fingerprint();
            inputs.forEach((key, tensor) -> sum.add(key).add(tensor.toString()).add(tensor.data()));
            labels.addTo(sum);
            fingerprint = sum.hex();
        }
        return fingerprint;
    }

    @Override
    public Batch batch(int[] indices) {
        Map<String, Tensor> batch = new LinkedHashMap<>();
        inputs.forEach((key, tensor) -> batch.put(key, gather(tensor, indices)));
        return new Batch(batch, labels.of(indices));
    }

    private static Tensor gather(Tensor tensor, int[] indices) {
        Tensor result = Tensor.zeros(tensor.dtype(), tensor.shape().withFirst(indices.length));
        long bytes = tensor.data().byteSize() / Math.max(1, tensor.shape().dim(0));
        for (int i = 0; i < indices.length; i++) {
            MemorySegment.copy(tensor.data(), indices[i] * bytes, result.data(), i * bytes, bytes);
        }
        return result;
    }

    private static Tensor typed(Tensor array, ValueInfo input, Path file) {
        DType wanted = input.dtype();
        if (wanted == null || wanted == array.dtype()) {
            return array;
        }
        if (wanted.isFloat() != array.dtype().isFloat()) {
            throw UserFacingException.badInput(
                    "The array %s in %s is %s, but the model's input is %s. Save it with that type."
                            .formatted(input.name(), file, array.dtype(), wanted));
        }
        return array.cast(wanted);
    }

    private static int samples(Map<String, Tensor> inputs, Path file) {
        List<Long> sizes =
                inputs.values().stream()
                        .map(Tensor::shape)
                        .map(ArrayDataset::first)
                        .distinct()
                        .toList();
        if (sizes.size() != 1 || sizes.get(0) < 0 || sizes.get(0) > Integer.MAX_VALUE) {
            throw UserFacingException.badInput(
                    "The arrays of %s are %s. The first axis must count the samples, alike for all inputs."
                            .formatted(file, inputs));
        }
        return sizes.get(0).intValue();
    }

    private static long first(Shape shape) {
        return shape.rank() == 0 ? -1 : shape.dim(0);
    }

    private static int[] labels(Tensor array, int samples, Path file) {
        if (array.dtype().isFloat() || array.count() != samples) {
            throw UserFacingException.badInput(
                    "The array %s in %s is %s. It must hold one whole number for each of the %d samples."
                            .formatted(LABEL, file, array, samples));
        }
        return Arrays.stream(array.toLongs())
                .mapToInt(label -> (int) Math.clamp(label, -1, Integer.MAX_VALUE))
                .toArray();
    }
}
