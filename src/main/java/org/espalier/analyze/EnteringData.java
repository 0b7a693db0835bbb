package org.espalier.analyze;

import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data in fixed batches, each with the value that has come as far as a cut of the network. The
 * value of a batch belongs to all its samples together, so no other batches can be had.
 */
final class EnteringData implements Dataset {
    private final Dataset data;
    private final List<int[]> parts;
    private final @Nullable String entrance;
    private final List<Tensor> values;

    /**
     * Creates data that enter at a cut.
     *
     * @param parts the batches, as indices of {@code data}
     * @param entrance name of the value; null for the network's inputs alone
     * @param values one for each batch; none without an entrance
     */
    EnteringData(Dataset data, List<int[]> parts, @Nullable String entrance, List<Tensor> values) {
        this.data = data;
        this.parts = parts;
        this.entrance = entrance;
        this.values = values;
    }

    Optional<String> entrance() {
        return Optional.ofNullable(entrance);
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(part -> part.length).sum();
    }

    @Override
    public List<String> classes() {
        return data.classes();
    }

    @Override
    public String fingerprint() {
        return data.fingerprint();
    }

    @Override
    public List<int[]> batches(int batchSize) {
        return parts;
    }

    @Override
    public Batch batch(int[] indices) {
        Batch batch = data.batch(indices);
        if (entrance == null) {
            return batch;
        }
        Map<String, Tensor> inputs = new HashMap<>(batch.inputs());
        inputs.put(entrance, values.get(parts.indexOf(indices)));
        return new Batch(inputs, batch.labels());
    }
}
