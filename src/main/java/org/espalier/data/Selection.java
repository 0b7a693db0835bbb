package org.espalier.data;

import org.espalier.base.UserFacingException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some samples of a data set, in an order of their own.
 *
 * @param indices into {@code base}
 */
record Selection(Dataset base, String name, int[] indices) implements Dataset {
    /**
     * Checks that there is something to read.
     *
     * @throws UserFacingException if nothing was selected
     */
    Selection {
        if (indices.length == 0) {
            throw UserFacingException.badInput(
                    "%s has no samples. Choose data that has some.".formatted(name));
        }
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public List<String> classes() {
        return base.classes();
    }

    @Override
    public int window() {
        return base.window();
    }

    @Override
    public Optional<Questions> questions() {
        return base.questions().map(questions -> questions.select(indices));
    }

    @Override
    public String fingerprint() {
        return new Fingerprint().add(base.fingerprint()).add(indices).hex();
    }

    @Override
    public Batch batch(int[] samples) {
        return base.batch(Arrays.stream(samples).map(sample -> indices[sample]).toArray());
    }

    @Override
    public Sample sample(int index) {
        return base.sample(indices[index]);
    }

    @Override
    public List<String> splits() {
        return base.splits();
    }

    @Override
    public int[] split(String split) {
        Set<Integer> members = Arrays.stream(base.split(split)).boxed().collect(Collectors.toSet());
        return IntStream.range(0, indices.length)
                .filter(sample -> members.contains(indices[sample]))
                .toArray();
    }
}
