package org.espalier.ui.recipe;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.Params;
import org.espalier.compress.ParamsSchema;
import org.espalier.compress.ParamsSchema.Field;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Scope;
import org.espalier.model.LayerId;
import org.espalier.recipe.Course;
import org.espalier.recipe.LayerSelector;
import org.espalier.recipe.PlacedException;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.PruneStep.Rule;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeReader;
import org.espalier.recipe.TargetSpread;
import org.espalier.ui.form.FormModel;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A step while the wizard asks for its parts. */
final class StepDraft {
    private final Sources sources;
    private final @Nullable PruneStep before;
    private final ObjectProperty<TechniqueAdvisor.Wish> wish =
            new SimpleObjectProperty<>(TechniqueAdvisor.Wish.SIZE);
    private final ObjectProperty<Advice> choice;
    private final ObjectProperty<Extent> extent = new SimpleObjectProperty<>(Extent.ALL);
    private final ObservableSet<LayerId> chosen = FXCollections.observableSet();
    private FormModel form;
    private boolean settled;

    /** Which layers a step works on. */
    enum Extent {
        /** Every layer. */
        ALL,
        /** Those that are ticked. */
        CHOSEN,
        /** Every layer, the blocks with more outliers less far. */
        OWL,
        /** Each as far as the schedule of the Tune screen says. */
        SCHEDULE,
        /** The targets that the step in hand already has. */
        OWN
    }

    /**
     * What a draft is made from.
     *
     * @param facts of the model's layers
     * @param schedule layers that the Tune screen prunes, and how far
     * @param blocks how many there are in the model; less than 2 if nothing repeats
     */
    record Sources(
            RecipeReader reader,
            TechniqueAdvisor advisor,
            Situation situation,
            LayerFacts facts,
            Schedule schedule,
            int blocks) {
        /** The model's layers in order. */
        List<LayerId> layers() {
            return List.copyOf(facts.weights().keySet());
        }
    }

    /**
     * Begins a draft.
     *
     * @param before the step to change; null for a new one
     */
    StepDraft(Sources sources, @Nullable PruneStep before) {
        this.sources = sources;
        this.before = before;
        sources.layers().stream().filter(layer -> !layer.isHead()).forEach(chosen::add);
        choice = new SimpleObjectProperty<>(advice().getFirst());
        if (before != null) {
            take(before);
        }
        form = newForm();
    }

    private void take(PruneStep step) {
        Technique technique = Technique.of(step);
        advice().stream()
                .filter(a -> a.technique() == technique && a.method().key().equals(step.method()))
                .findFirst()
                .ifPresent(choice::set);
        settled = true;
        if (!step.layers().isEmpty()) {
            extent.set(Extent.OWN);
        } else if (!step.exclude().isEmpty()) {
            extent.set(Extent.CHOSEN);
            chosen.retainAll(step.targets(sources.layers()).keySet());
        } else if (step.course().spread() == TargetSpread.OWL) {
            extent.set(Extent.OWL);
        }
    }

    private FormModel newForm() {
        List<Field> fields = new ArrayList<>();
        fields.addAll(ParamsSchema.of(choice.get().technique().goal()).fields());
        fields.addAll(ParamsSchema.of(choice.get().method().paramsType()).fields());
        Map<String, String> given = new LinkedHashMap<>();
        if (before != null) {
            given.putAll(ParamsSchema.written(before.params()));
            Target target = before.target();
            if (target != null) {
                given.putAll(Technique.values(target));
            }
        }
        return new FormModel(fields, given);
    }

    /** All techniques, the best for the wish first. */
    List<Advice> advice() {
        return sources.advisor().advise(sources.situation(), wish.get());
    }

    /** Chooses a technique and a method; the settings begin anew if they are others. */
    void choose(Advice advice) {
        boolean other = !same(advice, choice.get());
        settled |= other;
        choice.set(advice);
        if (other) {
            form = newForm();
        }
    }

    /** Follows the wish: what was chosen stays, else the best for it is. */
    void follow() {
        List<Advice> all = advice();
        Advice now = choice.get();
        Advice next =
                all.stream()
                        .filter(advice -> settled && same(advice, now))
                        .findFirst()
                        .orElse(all.getFirst());
        boolean was = settled;
        choose(next);
        settled = was;
    }

    private static boolean same(Advice one, Advice other) {
        return one.technique() == other.technique()
                && one.method().key().equals(other.method().key());
    }

    /** The ways to choose layers that this draft has. */
    List<Extent> extents() {
        List<Extent> extents = new ArrayList<>(List.of(Extent.ALL, Extent.CHOSEN));
        boolean shares = choice.get().technique() == Technique.SINGLE;
        if (whyNoOwl().isEmpty()) {
            extents.add(Extent.OWL);
        }
        if (shares && !sources.schedule().entries().isEmpty()) {
            extents.add(Extent.SCHEDULE);
        }
        if (before != null && !before.layers().isEmpty()) {
            extents.add(Extent.OWN);
        }
        return extents;
    }

    /** Key of what keeps the sparsity from being spread by outliers; empty if nothing does. */
    String whyNoOwl() {
        if (sources.blocks() < 2) {
            return "recipe.extent.owl.noBlocks";
        }
        if (choice.get().technique() != Technique.SINGLE) {
            return "recipe.extent.owl.pattern";
        }
        return sources.situation().calibration() ? "" : "recipe.extent.owl.noData";
    }

    /**
     * The step as far as it is filled in.
     *
     * @throws UserFacingException if a setting is not possible
     */
    PruneStep step() {
        CompressionMethod<?> method = choice.get().method();
        Map<String, String> values = new LinkedHashMap<>(form.values());
        Target target = target();
        ParamsSchema.of(choice.get().technique().goal())
                .fields()
                .forEach(field -> values.remove(field.name()));
        Params params = ParamsSchema.of(method.paramsType()).build(values);
        PruneStep step = step(method.key(), params, target);
        Course course = before == null ? Course.DEFAULT : before.course();
        return step.withEnabled(before == null || before.enabled())
                .withCourse(new Course(course.blocks(), spread(course)));
    }

    /** What keeps its layers keeps how the sparsity is spread over them. */
    private TargetSpread spread(Course course) {
        return switch (extent.get()) {
            case OWL -> TargetSpread.OWL;
            case ALL, SCHEDULE -> TargetSpread.UNIFORM;
            case CHOSEN, OWN -> course.spread();
        };
    }

    private Target target() {
        return choice.get().technique().target(form.values());
    }

    /**
     * How far a layer goes; one that takes no part, how far it would.
     *
     * @throws UserFacingException if a setting is not possible
     */
    Map<LayerId, Target> targets() {
        Map<LayerId, Target> targets = new LinkedHashMap<>();
        sources.layers().forEach(layer -> targets.put(layer, target()));
        targets.putAll(step().targets(sources.layers()));
        return targets;
    }

    private PruneStep step(String method, Params params, Target target) {
        return switch (extent.get()) {
            case ALL, OWL -> new PruneStep(method, params, target, List.of(), List.of());
            case CHOSEN -> chosen(method, params, target);
            case SCHEDULE -> PruneStep.of(method, params, sources.schedule(), sources.layers());
            case OWN ->
                    before == null
                            ? new PruneStep(method, params, target, List.of(), List.of())
                            : new PruneStep(
                                    method,
                                    params,
                                    before.target() == null ? null : target,
                                    before.exclude(),
                                    before.layers());
        };
    }

    /** The shorter of two spellings; with global scope a step takes no targets of single layers. */
    private PruneStep chosen(String method, Params params, Target target) {
        List<LayerSelector> left = left();
        boolean global = params instanceof PruneParams prune && prune.scope() == Scope.GLOBAL;
        if (global || left.size() <= chosen.size()) {
            return new PruneStep(method, params, target, left, rules(LayerId::isHead, target));
        }
        return new PruneStep(method, params, null, List.of(), rules(layer -> true, target));
    }

    private List<Rule> rules(Predicate<LayerId> which, Target target) {
        return sources.layers().stream()
                .filter(chosen::contains)
                .filter(which)
                .map(layer -> new Rule(new LayerSelector(layer.name()), target))
                .toList();
    }

    /** The layers left out; spelled as before, with its globs, if they are the same. */
    private List<LayerSelector> left() {
        if (before != null && before.targets(sources.layers()).keySet().equals(chosen)) {
            return before.exclude();
        }
        return sources.layers().stream()
                .filter(layer -> !chosen.contains(layer) && !layer.isHead())
                .map(layer -> new LayerSelector(layer.name()))
                .toList();
    }

    /**
     * The step, checked as a recipe's step is.
     *
     * @throws UserFacingException if it is not possible with this model
     */
    PruneStep checked() {
        PruneStep step = step();
        if (extent.get() == Extent.CHOSEN && chosen.isEmpty()) {
            throw UserFacingException.badInput(
                    "No layer is ticked. Tick at least one on the page Layers.");
        }
        try {
            sources.reader().readFor(new Recipe(List.of(step)).toYaml(), sources.layers());
        } catch (PlacedException e) {
            throw UserFacingException.badInput(e.sentence(), e);
        }
        return step;
    }

    /** What the step is for. */
    ObjectProperty<TechniqueAdvisor.Wish> wish() {
        return wish;
    }

    /** The technique and the method. */
    ReadOnlyObjectProperty<Advice> choice() {
        return choice;
    }

    /** The settings of the chosen technique and method. */
    FormModel form() {
        return form;
    }

    /** Which layers take part. */
    ObjectProperty<Extent> extent() {
        return extent;
    }

    /** The layers that are ticked. */
    ObservableSet<LayerId> ticked() {
        return chosen;
    }

    /** What the draft is made from. */
    Sources sources() {
        return sources;
    }

    /** Whether a step is being changed, not added. */
    boolean changes() {
        return before != null;
    }
}
