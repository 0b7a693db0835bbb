package org.espalier.ui.recipe;

import org.espalier.analyze.Schedule;
import org.espalier.compress.MethodCatalog;
import org.espalier.model.LayerId;
import org.espalier.project.Goals;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeReader;
import org.espalier.recipe.RecipeStep;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins drafts of steps with what is known of the model, the data, the machine and the goals. */
final class Drafts {
    private final RecipeReader reader;
    private final MethodCatalog methods;
    private final Tuned tuned;
    private Workbench.DeviceFacts device = new Workbench.DeviceFacts("", "");

    /**
     * Drafts use these methods.
     *
     * @param tuned what the Tune screen has in hand
     */
    Drafts(RecipeReader reader, MethodCatalog methods, Tuned tuned) {
        this.reader = reader;
        this.methods = methods;
        this.tuned = tuned;
    }

    /** Where networks run. */
    void device(Workbench.DeviceFacts facts) {
        device = facts;
    }

    /**
     * Begins a draft.
     *
     * @param step the one to change; null for a new one
     */
    StepDraft draft(Study study, Goals goals, @Nullable RecipeStep step) {
        StepDraft.Sources sources =
                new StepDraft.Sources(
                        reader,
                        new TechniqueAdvisor(methods),
                        Situation.of(study, goals, device),
                        LayerFacts.of(study.layers(), tuned.errors()),
                        pruned(tuned.schedule().get()));
        return new StepDraft(sources, step);
    }

    /** A recipe that carries out the schedule by the method that fits best; empty if it is. */
    Optional<String> scheduled(Study study) {
        if (pruned(tuned.schedule().get()).entries().isEmpty()) {
            return Optional.empty();
        }
        StepDraft draft = draft(study, Goals.NONE, null);
        draft.advice().stream()
                .filter(advice -> advice.technique() == Technique.SINGLE)
                .findFirst()
                .ifPresent(draft::choose);
        draft.extent().set(StepDraft.Extent.SCHEDULE);
        return Optional.of(new Recipe(List.of(draft.step())).toYaml());
    }

    private static Schedule pruned(Schedule schedule) {
        Map<LayerId, Schedule.Entry> pruned = new LinkedHashMap<>(schedule.entries());
        pruned.values().removeIf(entry -> entry.target().sparsity() == 0);
        return new Schedule(pruned);
    }
}
