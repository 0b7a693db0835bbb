package org.espalier.ui.recipe;

import org.espalier.compress.MethodCatalog;
import org.espalier.project.Document;
import org.espalier.project.Goals;
import org.espalier.recipe.DropStep;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.RecipeReader;
import org.espalier.recipe.RecipeStep;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins drafts of steps with what is known of the model, the data, the machine and the goals. */
final class Drafts {
    private final RecipeReader reader;
    private final MethodCatalog methods;
    private final Tuned tuned;
    private @Nullable Study study;
    private Supplier<Goals> goals = () -> Goals.NONE;
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

    /** Begins to draft for a study. */
    void open(Study opened, Document document) {
        study = opened;
        goals = () -> document.state().goals();
    }

    /**
     * Begins a draft; empty while nothing is open.
     *
     * @param step the one to change, if it prunes; else a new one begins
     */
    Optional<StepDraft> pruning(@Nullable RecipeStep step) {
        PruneStep before = step instanceof PruneStep prune ? prune : null;
        return Optional.ofNullable(study).map(now -> new StepDraft(sources(now), before));
    }

    /**
     * Begins a draft of a step that drops blocks; empty while nothing is open.
     *
     * @param step the one to change, if it drops blocks; else a new one begins
     */
    Optional<DropDraft> dropping(@Nullable RecipeStep step) {
        DropStep before = step instanceof DropStep drop ? drop : null;
        return Optional.ofNullable(study).map(now -> new DropDraft(now, before));
    }

    private StepDraft.Sources sources(Study study) {
        return new StepDraft.Sources(
                reader,
                new TechniqueAdvisor(methods),
                Situation.of(study, goals.get(), device),
                LayerFacts.of(study.layers(), tuned.errors()),
                tuned.schedule().get().pruned(),
                study.blocks().size());
    }

    /** The recipe that carries out the schedule in hand; empty if it prunes nothing. */
    Optional<String> scheduled() {
        boolean nothing = tuned.schedule().get().pruned().entries().isEmpty();
        return nothing ? Optional.empty() : Optional.of(tuned.recipe().get());
    }
}
