package org.espalier.analyze;

import org.espalier.data.Dataset;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** The same with a smaller batch ahead, unless the network prescribes the size. */
    List<int[]> batchesAfter(int first, Dataset dataset) {
        if (whole || first >= Math.min(batchSize, dataset.size())) {
            return batches(dataset);
        }
        return Stream.concat(
                        Stream.of(IntStream.range(0, first).toArray()),
                        IntStream.iterate(first, i -> i < dataset.size(), i -> i + batchSize)
                                .mapToObj(
                                        i ->
                                                IntStream.range(
                                                                i,
                                                                Math.min(
                                                                        dataset.size(),
                                                                        i + batchSize))
                                                        .toArray()))
                .toList();
    }
}
