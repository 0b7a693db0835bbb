package org.espalier.recipe;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One method applied to some layers.
 *
 * @param method key of the method
 * @param target of every layer that no rule names, but not of a {@linkplain LayerId#isHead head};
 *     null leaves those layers out
 * @param exclude layers left out whatever the rules say
 * @param layers targets by layer; a later rule wins over an earlier one
 * @param enabled whether the step is carried out; one that is switched off stays in the recipe
 * @param course how calibration goes through the network
 */
public record PruneStep(
        String method,
        Params params,
        @Nullable Target target,
        List<LayerSelector> exclude,
        List<Rule> layers,
        boolean enabled,
        Course course)
        implements RecipeStep {

    /** A target for the layers that a selector names. */
    public record Rule(LayerSelector selector, Target target) {}

    /** A step that is carried out, by the course that most take. */
    public PruneStep(
            String method,
            Params params,
            @Nullable Target target,
            List<LayerSelector> exclude,
            List<Rule> layers) {
        this(method, params, target, exclude, layers, true, Course.DEFAULT);
    }

    @Override
    public PruneStep withEnabled(boolean on) {
        return new PruneStep(method, params, target, exclude, layers, on, course);
    }

    /** This step on another course. */
    public PruneStep withCourse(Course other) {
        return new PruneStep(method, params, target, exclude, layers, enabled, other);
    }

    @Override
    public String toYaml() {
        return RecipeWriter.write(this);
    }

    /**
     * A step that does what a schedule says, in the shorter of two spellings.
     *
     * @param all layers of the model, those left out too
     */
    public static PruneStep of(
            String method, Params params, Schedule schedule, Collection<LayerId> all) {
        Set<Target> targets = new LinkedHashSet<>();
        schedule.entries().values().forEach(entry -> targets.add(entry.target()));
        List<LayerSelector> left =
                all.stream()
                        .filter(layer -> !schedule.entries().containsKey(layer))
                        .filter(layer -> !layer.isHead())
                        .map(layer -> new LayerSelector(layer.name()))
                        .toList();
        if (targets.size() == 1 && left.size() <= schedule.entries().size()) {
            return new PruneStep(
                    method,
                    params,
                    targets.iterator().next(),
                    left,
                    rules(schedule, LayerId::isHead));
        }
        return new PruneStep(method, params, null, List.of(), rules(schedule, layer -> true));
    }

    private static List<Rule> rules(Schedule schedule, Predicate<LayerId> which) {
        return schedule.entries().entrySet().stream()
                .filter(e -> which.test(e.getKey()))
                .map(e -> new Rule(new LayerSelector(e.getKey().name()), e.getValue().target()))
                .toList();
    }

    /**
     * The target of each layer that takes part, in the order of {@code all}.
     *
     * @throws UserFacingException if a selector names no layer, or the exclusion leaves nothing of
     *     a rule
     */
    public Map<LayerId, Target> targets(Collection<LayerId> all) {
        Set<LayerId> excluded = new LinkedHashSet<>();
        exclude.forEach(selector -> excluded.addAll(selector.select(all)));
        Map<LayerId, Target> ruled = new LinkedHashMap<>();
        for (Rule rule : layers) {
            List<LayerId> named = rule.selector().select(all);
            if (excluded.containsAll(named)) {
                throw UserFacingException.badInput(
                        "The line \"%s\" has no effect, because \"exclude\" leaves out all that it names. Remove one of the two."
                                .formatted(rule.selector().spelling()));
            }
            named.forEach(layer -> ruled.put(layer, rule.target()));
        }
        Map<LayerId, Target> result = new LinkedHashMap<>();
        for (LayerId layer : all) {
            Target chosen = ruled.getOrDefault(layer, layer.isHead() ? null : target);
            if (chosen != null && !excluded.contains(layer)) {
                result.put(layer, chosen);
            }
        }
        return result;
    }

    /** What the step does to a model, as a schedule in which nothing is locked. */
    public Schedule schedule(Collection<LayerId> all) {
        Map<LayerId, Schedule.Entry> entries = new LinkedHashMap<>();
        targets(all).forEach((layer, goal) -> entries.put(layer, new Schedule.Entry(goal, false)));
        return new Schedule(entries);
    }
}
