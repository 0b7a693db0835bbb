package org.espalier.ui.recipe;

import org.espalier.compress.MethodCatalog;
import org.espalier.project.Goals;
import org.espalier.recipe.RecipeReader;
import org.espalier.recipe.RecipeStep;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Begins drafts of steps with what is known of the model, the data, the machine and the goals. */
final class Drafts {
    private final RecipeReader reader;
    private final MethodCatalog methods;
    private final Tuned tuned;
    private Workbench.DeviceFacts device = new Workbench.DeviceFacts("", "", List.of());

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
                        tuned.schedule().get().pruned(),
                        study.blocks().size());
        return new StepDraft(sources, step);
    }

    /** The recipe that carries out the schedule in hand; empty if it prunes nothing. */
    Optional<String> scheduled() {
        boolean nothing = tuned.schedule().get().pruned().entries().isEmpty();
        return nothing ? Optional.empty() : Optional.of(tuned.recipe().get());
    }
}
