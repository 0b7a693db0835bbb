package org.espalier.ui.recipe;

import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.recipe.DropStep;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.Recipe;
import org.espalier.ui.recipe.Advice.Phrase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What is notable about the order of a recipe's steps. Steps that are switched off do not count.
 */
record OrderNotes(MethodCatalog methods) {
    /** The most notable; a recipe without steps that are on says so. */
    Phrase of(Recipe recipe, Collection<LayerId> layers) {
        List<Integer> on =
                IntStream.range(0, recipe.steps().size())
                        .filter(i -> recipe.steps().get(i).enabled())
                        .boxed()
                        .toList();
        if (recipe.steps().isEmpty()) {
            return new Phrase("recipe.order.empty");
        }
        if (on.isEmpty()) {
            return new Phrase("recipe.order.off");
        }
        if (on.size() == 1) {
            return new Phrase("recipe.order.single");
        }
        List<Phrase> found = new ArrayList<>();
        for (int later = 1; later < on.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                found.addAll(pair(recipe, on.get(earlier), on.get(later), layers));
            }
        }
        return found.isEmpty() ? new Phrase("recipe.order.apart") : found.getFirst();
    }

    private List<Phrase> pair(Recipe recipe, int earlier, int later, Collection<LayerId> layers) {
        if (recipe.steps().get(earlier) instanceof DropStep) {
            return List.of(new Phrase("recipe.order.without", later + 1, earlier + 1));
        }
        if (!(recipe.steps().get(later) instanceof PruneStep second)
                || !(recipe.steps().get(earlier) instanceof PruneStep first)) {
            return List.of(new Phrase("recipe.order.dropped", later + 1, earlier + 1));
        }
        Map<LayerId, Target> before = first.targets(layers);
        Map<LayerId, Target> after = second.targets(layers);
        List<LayerId> both = after.keySet().stream().filter(before::containsKey).toList();
        if (both.isEmpty()) {
            return List.of();
        }
        boolean idle =
                both.size() == after.size()
                        && both.stream().allMatch(l -> weaker(after, before, l));
        if (idle) {
            return List.of(new Phrase("recipe.order.idle", later + 1, earlier + 1));
        }
        return List.of(
                new Phrase(
                        TechniqueAdvisor.calibrates(methods.find(second.method()))
                                ? "recipe.order.calibrated"
                                : "recipe.order.again",
                        later + 1,
                        earlier + 1,
                        both.size()));
    }

    /** Zeros have the least score, so a smaller share by the same kind of target adds none. */
    private static boolean weaker(
            Map<LayerId, Target> after, Map<LayerId, Target> before, LayerId layer) {
        Target second = Objects.requireNonNull(after.get(layer));
        Target first = Objects.requireNonNull(before.get(layer));
        return second.getClass() == first.getClass()
                && (second.equals(first)
                        || second instanceof Target.Sparsity
                                && second.sparsity() <= first.sparsity());
    }
}
