package org.espalier.analyze;

import org.espalier.data.Dataset;

import java.util.List;

/**
 * One pass over the calibration data.
 *
 * @param values that are tapped
 * @param batchSize samples that run at once
 * @param whole whether the network takes batches of exactly this size, so that a rest is left out
 */
record CalibrationPass(List<String> values, int batchSize, boolean whole) {
    List<int[]> batches(Dataset dataset) {
        return dataset.batches(batchSize).stream()
                .filter(indices -> !whole || indices.length == batchSize)
                .toList();
    }
}
