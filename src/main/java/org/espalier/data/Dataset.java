package org.espalier.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Samples of one kind, read as batches already preprocessed for a model.
 *
 * <p>Reading the same indices twice gives the same bits.
 */
public interface Dataset {
    /** Short name for the screen, such as {@code Fashion-MNIST test}. */
    String name();

    /** Number of samples. */
    int size();

    /** Names of the classes by index; empty if there are no labels. */
    List<String> classes();

    /** SHA-256 over content and preprocessing, in hex: the same data gives the same measures. */
    String fingerprint();

    /** The samples at these indices, in this order. */
    Batch batch(int[] indices);

    /** One sample as people see it. */
    default Sample sample(int index) {
        return new Sample.Unseen();
    }

    /** How many tokens each sample has, where samples are windows of running text; 0 elsewhere. */
    default int window() {
        return 0;
    }

    /** The samples as questions to a language model, if they are that. */
    default Optional<Questions> questions() {
        return Optional.empty();
    }

    /** Whether samples carry labels. */
    default boolean labelled() {
        return !classes().isEmpty();
    }

    /** Parts that the data itself names, such as train and test; empty if it names none. */
    default List<String> splits() {
        return List.of();
    }

    /** Indices of a part; empty if there is no such part. */
    default int[] split(String split) {
        return new int[0];
    }

    /** Consecutive index ranges of {@code batchSize}; the last may be shorter. */
    default List<int[]> batches(int batchSize) {
        return IntStream.iterate(0, start -> start < size(), start -> start + batchSize)
                .mapToObj(
                        start ->
                                IntStream.range(start, Math.min(size(), start + batchSize))
                                        .toArray())
                .toList();
    }
}
