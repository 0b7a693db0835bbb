package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The class of each sample.
 *
 * @param indices per sample; empty if there are no labels
 * @param classes names by index: those in the model's metadata ({@code labels}) if it has them
 */
record Labels(int[] indices, List<String> classes) {
    static final Labels NONE = new Labels(new int[0], List.of());

    /**
     * Labels that are class indices.
     *
     * @param where names the data in messages
     * @throws UserFacingException if one is negative or beyond the model's labels
     */
    static Labels ofIndices(int[] indices, Network network, String where) {
        int highest = Arrays.stream(indices).max().orElse(0);
        List<String> known = known(network);
        if (Arrays.stream(indices).anyMatch(index -> index < 0)
                || (!known.isEmpty() && highest >= known.size())) {
            throw UserFacingException.badInput(
                    "%s has labels up to %d, but the model knows %d classes. Use data labelled for this model."
                            .formatted(where, highest, known.size()));
        }
        return new Labels(
                indices,
                known.isEmpty()
                        ? IntStream.rangeClosed(0, highest).mapToObj(Integer::toString).toList()
                        : known);
    }

    /** Labels that are class names; without the model's own, classes count in sorted order. */
    static Labels ofNames(List<String> names, Network network) {
        List<String> known = known(network);
        List<String> classes = known.containsAll(names) ? known : sorted(names);
        return new Labels(names.stream().mapToInt(classes::indexOf).toArray(), classes);
    }

    /** The labels of some samples. */
    int[] of(int[] samples) {
        return classes.isEmpty()
                ? new int[0]
                : Arrays.stream(samples).map(sample -> indices[sample]).toArray();
    }

    void addTo(Fingerprint fingerprint) {
        fingerprint.add(indices).add(String.join("\n", classes));
    }

    private static List<String> sorted(List<String> names) {
        List<String> distinct = names.stream().distinct().sorted().toList();
        return distinct.stream().allMatch(name -> name.matches("\\d{1,9}"))
                ? distinct.stream().sorted(Comparator.comparingInt(Integer::parseInt)).toList()
                : distinct;
    }

    private static List<String> known(Network network) {
        String labels = network.metadata().properties().getOrDefault("labels", "");
        return labels.isBlank()
                ? List.of()
                : Stream.of(labels.split(",")).map(String::strip).toList();
    }
}
