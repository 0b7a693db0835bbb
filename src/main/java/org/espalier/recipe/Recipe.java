package org.espalier.recipe;

import org.espalier.analyze.Schedule;
import org.espalier.compress.prune.PruneParams;
import org.espalier.model.LayerId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What to do to a model, step by step; its YAML is read by {@link RecipeReader}.
 *
 * @param steps in order; each works on what the one before it gave back
 */
public record Recipe(List<RecipeStep> steps) {
    /** The version of the format that this program reads and writes. */
    public static final int VERSION = 1;

    /**
     * The recipe that does what a schedule says: a step for each method that it uses, with that
     * method's own parameters.
     *
     * @param method of the layers that have none of their own
     * @param order keys of all methods, in the order of their steps
     * @param all layers of the model, those left out too
     */
    public static Recipe of(
            Schedule schedule, String method, List<String> order, Collection<LayerId> all) {
        return new Recipe(
                order.stream()
                        .<Optional<RecipeStep>>map(key -> step(key, schedule.by(key, method), all))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<RecipeStep> step(
            String method, Schedule part, Collection<LayerId> all) {
        return part.entries().isEmpty()
                ? Optional.empty()
                : Optional.of(PruneStep.of(method, PruneParams.DEFAULT, part, all));
    }

    /** A sentence for each step that is switched off. */
    public List<String> switchedOff() {
        return IntStream.range(0, steps.size())
                .filter(i -> !steps.get(i).enabled())
                .mapToObj(
                        i ->
                                "Step %d of %d (%s) is switched off and left out."
                                        .formatted(i + 1, steps.size(), steps.get(i).method()))
                .toList();
    }

    /** The recipe as YAML; reading it gives an equal recipe. */
    public String toYaml() {
        return RecipeWriter.write(this);
    }
}
