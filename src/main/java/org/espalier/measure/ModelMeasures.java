package org.espalier.measure;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Everything measured of one model on one machine.
 *
 * @param quality empty without evaluation data; the headline metric first
 * @param latency null if not measured
 * @param peakMemoryBytes resident memory that one inference adds, measured in a fresh process; -1
 *     if not measured
 * @param sparsity share of zeros over the weights of all layers
 * @param weights of all layers, those that are zero not counted
 * @param macs multiply-accumulates of all layers for one sample; zeros count like other weights
 */
public record ModelMeasures(
        List<Quality> quality,
        @Nullable Latency latency,
        ModelSize size,
        long peakMemoryBytes,
        double sparsity,
        long weights,
        long macs) {}
