package org.espalier.data;

import org.espalier.tensor.Tensor;

import java.util.Map;

/**
 * Some samples, ready to feed.
 *
 * @param inputs tensors named after the model's inputs; the first axis is the samples
 * @param labels class index per sample; empty if the data has no labels
 */
public record Batch(Map<String, Tensor> inputs, int[] labels) {
    /** Number of samples. */
    public int size() {
        return inputs.values().iterator().next().shape().intDim(0);
    }
}
