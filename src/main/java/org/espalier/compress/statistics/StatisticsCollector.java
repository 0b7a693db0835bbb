package org.espalier.compress.statistics;

import org.espalier.compress.LayerStatistics;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what is known of a layer's input, batch by batch.
 *
 * <p>Sums of squares are kept in fp64. Gram matrices are summed in fp32, as the published codes do:
 * each batch adds to them inside one BLAS call.
 */
public sealed interface StatisticsCollector permits FeatureCollector, PatchCollector {
    /**
     * Adds one batch.
     *
     * @param input the layer's input
     * @param mask for inputs of (batch, tokens, features) or (batch * tokens, features): which
     *     tokens count, (batch, tokens), 0 for padding; null if all do, and without meaning for
     *     convolutions
     */
    void add(Tensor input, @Nullable Tensor mask);

    /** What was learned of all batches; the collector is of no use afterwards. */
    LayerStatistics finish();
}
